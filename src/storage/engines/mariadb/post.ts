import type { PostCommand } from '../../commands.ts';
import type { WriteResult } from '../../engine.ts';
import { changeOf, checkUnmodified, type StoredBso } from '../checks.ts';
import type { LockedBesideBatches } from '../sql/lock.ts';
import { checkQuota } from './check-quota.ts';
import { keepVersions } from './keep-versions.ts';
import type { WriteTransaction } from './mariadb-writer.ts';
import { bsoRows } from './rows.ts';
import { locks, sql } from './sql.ts';

/** Writes any number of records: 4 statements in 2 round trips, 2 statements without records; one more where versions are kept. */
export async function post(tx: WriteTransaction, command: PostCommand): Promise<WriteResult> {
  const { uid, collection, unmodifiedSince, bsos } = command;
  const { now } = tx;
  const hasRecords = bsos.length > 0;
  const ids = bsos.map((bso) => bso.id);
  const first = hasRecords ? [locks.stampUser, sql.storedSizes] : [locks.stampUser];
  const [[row], stored = []] = await tx.send<[[LockedBesideBatches], StoredBso[]?]>(first, {
    uid,
    collection,
    now,
    ids,
  });
  const { stamp, collectionModified, used, held } = row;
  checkUnmodified(collectionModified, unmodifiedSince);
  tx.checkLead(stamp, now);
  const change = changeOf(bsos, stored, now);
  const quotaRemaining = await checkQuota(tx, command, used + held, change.charge);
  const last = hasRecords ? [sql.upsertBsos, sql.touchCollection] : [sql.touchCollection];
  const rows = bsoRows(bsos, uid, collection, stamp);
  const { keeping, kept } = keepVersions(tx, row, 'ids', command);
  const parameters = { uid, collection, ids, stamp, now, ...change, rows, ...kept };
  await tx.commit(stored.length > 0 ? [...keeping, ...last] : last, parameters);
  return { modified: stamp, quotaRemaining };
}
