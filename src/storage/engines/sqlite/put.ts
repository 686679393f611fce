import type { PutCommand } from '../../commands.ts';
import type { WriteResult } from '../../engine.ts';
import { changeOf, checkUnmodified } from '../checks.ts';
import type { LockedBso } from '../sql/lock.ts';
import { checkQuota } from './check-quota.ts';
import { keepVersions } from './keep-versions.ts';
import { locks, sql } from './sql.ts';
import type { WriteTransaction } from './sqlite-writer.ts';

/** Writes one record: 3 statements, one more where versions are kept. */
export function put(tx: WriteTransaction, command: PutCommand): WriteResult {
  const { uid, collection, unmodifiedSince, bso } = command;
  const { now } = tx;
  const locked = tx.sql.get<LockedBso>(locks.stampBso, { uid, collection, id: bso.id, now })!;
  const { stamp, bsoSize, bsoExpiry, bsoModified } = locked;
  const isLive = bsoExpiry === null || bsoExpiry > now;
  checkUnmodified(isLive ? bsoModified : null, unmodifiedSince);
  tx.checkLead(stamp, now);
  const stored = bsoSize === null ? [] : [{ id: bso.id, size: bsoSize, expiry: bsoExpiry }];
  const change = changeOf([bso], stored, now);
  const quotaRemaining = checkQuota(tx, command, locked.used + locked.held, change.charge);
  tx.setIncoming([bso]);
  if (bsoSize !== null) keepVersions(tx, locked, 'bso', command, { uid, collection, id: bso.id });
  tx.sql.run(sql.upsertBsos, { uid, collection, stamp, now });
  tx.sql.run(sql.touchCollection, { uid, collection, stamp, ...change });
  return { modified: stamp, quotaRemaining };
}
