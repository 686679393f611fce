import type { PutCommand } from '../../commands.ts';
import type { WriteResult } from '../../engine.ts';
import { changeOf, checkUnmodified } from '../checks.ts';
import type { LockedBso } from '../sql/lock.ts';
import { checkQuota } from './check-quota.ts';
import { keepVersions } from './keep-versions.ts';
import type { WriteTransaction } from './mariadb-writer.ts';
import { bsoRows } from './rows.ts';
import { locks, sql } from './sql.ts';

/** Writes one record: 3 statements in 2 round trips, one statement more where versions are kept. */
export async function put(tx: WriteTransaction, command: PutCommand): Promise<WriteResult> {
  const { uid, collection, unmodifiedSince, bso } = command;
  const { now } = tx;
  const [[row]] = await tx.send<[[LockedBso]]>([locks.stampBso], { uid, collection, id: bso.id, now });
  const { stamp, used, held, bsoSize, bsoExpiry, bsoModified } = row;
  const isLive = bsoExpiry === null || bsoExpiry > now;
  checkUnmodified(isLive ? bsoModified : null, unmodifiedSince);
  tx.checkLead(stamp, now);
  const stored = bsoSize === null ? [] : [{ id: bso.id, size: bsoSize, expiry: bsoExpiry }];
  const change = changeOf([bso], stored, now);
  const quotaRemaining = await checkQuota(tx, command, used + held, change.charge);
  const rows = bsoRows([bso], uid, collection, stamp);
  const { keeping, kept } = keepVersions(tx, row, 'bso', command);
  const parameters = { uid, collection, id: bso.id, stamp, now, ...change, rows, ...kept };
  const last = [sql.upsertBsos, sql.touchCollection];
  await tx.commit(bsoSize === null ? last : [...keeping, ...last], parameters);
  return { modified: stamp, quotaRemaining };
}
