import type { BatchCommand, PostCommand } from '../../commands.ts';
import type { WriteResult } from '../../engine.ts';
import {
  checkBatch,
  checkBatchCount,
  checkBatchSize,
  checkUnmodified,
  heldBy,
  isShortOfRoom,
  totalSize,
} from '../checks.ts';
import { batchLife, batchPatience, newBatchId } from '../settings.ts';
import type { LockedBatch, LockedForBatch } from '../sql/lock.ts';
import { writes } from '../sql/writes.ts';
import { checkQuota } from './check-quota.ts';
import { keepVersions } from './keep-versions.ts';
import { locks, sql } from './sql.ts';
import type { LongWrite, WriteTransaction } from './sqlite-writer.ts';

/** Opens a batch with its first records: 3 statements, 2 without records. */
export function openBatch(tx: WriteTransaction, command: PostCommand): WriteResult & { batch: string } {
  const { uid, collection, unmodifiedSince, bsos } = command;
  const { now } = tx;
  const cut = now - batchLife;
  const locked = tx.sql.get<LockedForBatch>(locks.holdUser, { uid, collection, cut })!;
  const { collectionModified, used } = locked;
  checkUnmodified(collectionModified, unmodifiedSince);
  const bytes = totalSize(bsos);
  checkBatchSize(bsos.length, bytes, tx.settings.limits);
  const { quotaBytes = tx.settings.quotaBytes } = command;
  const { batches, held } = isShortOfRoom(quotaBytes, locked, heldBy(bsos)) ? dropStale(tx, uid) : locked;
  checkBatchCount(batches);
  // What other batches hold counts too, although it is not visible yet.
  const quotaRemaining = checkQuota(tx, command, used + held, heldBy(bsos));
  const batch = newBatchId();
  tx.sql.run(writes.createBatch, { uid, batch, collection, now, records: bsos.length, bytes });
  tx.setIncoming(bsos);
  if (bsos.length > 0) tx.sql.run(sql.stage, { uid, batch, first: 0 });
  return { batch, modified: collectionModified ?? 0, quotaRemaining };
}

/** Gives up batches that were begun long ago; tells what is left. */
function dropStale({ sql, now }: WriteTransaction, uid: number): Pick<LockedForBatch, 'batches' | 'held'> {
  const stale = now - batchPatience;
  sql.run(writes.dropStaleStaged, { uid, stale });
  sql.run(writes.dropStaleBatches, { uid, stale });
  return sql.get(writes.openBatches, { uid, cut: now - batchLife })!;
}

/** Adds records to an open batch: 3 statements, 1 without records. */
export function appendBatch(tx: WriteTransaction, command: BatchCommand): WriteResult {
  const { uid, collection, unmodifiedSince, bsos, batch } = command;
  const cut = tx.now - batchLife;
  const locked = tx.sql.get<LockedBatch & LockedForBatch>(locks.holdBatch, { uid, collection, batch, cut })!;
  checkUnmodified(locked.collectionModified, unmodifiedSince);
  checkBatch(locked, collection, tx.now, bsos, tx.settings.limits);
  const bytes = totalSize(bsos);
  const quotaRemaining = checkQuota(tx, command, locked.used + locked.held, heldBy(bsos));
  tx.setIncoming(bsos);
  if (bsos.length > 0) {
    tx.sql.run(sql.stage, { uid, batch, first: locked.batchRecords });
    tx.sql.run(writes.growBatch, { uid, batch, records: bsos.length, bytes });
  }
  return { modified: locked.collectionModified ?? 0, quotaRemaining };
}

/** What the commit of a batch learns of its collection. */
interface CommittedCollection {
  charge: number;
  /** 1 when no other batch is open on this server, which is so in most homes; otherwise 0. */
  isOnlyBatch: 0 | 1;
}

/** Records of a batch that are committed in one go, before others of the process get their turn. */
const commitPortion = 2000;

/**
 * Makes a batch visible, with the last records if there are any: 6 statements, 5 without records, one more where versions are
 * kept; for each further portion 1 more, 2 where the collection had records.
 */
export function* commitBatch(tx: WriteTransaction, command: BatchCommand): LongWrite<WriteResult> {
  const { uid, collection, unmodifiedSince, bsos, batch } = command;
  const { now } = tx;
  const locked = tx.sql.get<LockedBatch>(locks.stampBatch, { uid, collection, batch, now })!;
  const { stamp, collectionModified } = locked;
  checkUnmodified(collectionModified, unmodifiedSince);
  checkBatch(locked, collection, now, bsos, tx.settings.limits);
  tx.checkLead(stamp, now);
  tx.setIncoming(bsos);
  if (bsos.length > 0) tx.sql.run(sql.stage, { uid, batch, first: locked.batchRecords });
  yield;
  keepVersions(tx, locked, 'batch', command, { uid, collection, batch });
  const { charge, isOnlyBatch } = yield* commitRecords(tx, command, locked);
  const quotaRemaining = checkQuota(tx, command, locked.used, charge - (locked.collectionCharge ?? 0));
  yield;
  if (isOnlyBatch) tx.sql.run(sql.dropEveryStaged, {});
  else tx.sql.run(writes.dropStaged, { uid, batch });
  tx.sql.run(writes.dropBatch, { uid, batch });
  return { modified: stamp, quotaRemaining };
}

/** Moves the records of a batch, in portions, and tells what the collection then is. */
function* commitRecords(
  tx: WriteTransaction,
  { uid, collection, batch, bsos }: BatchCommand,
  { stamp, batchRecords, collectionCharge }: LockedBatch,
): LongWrite<CommittedCollection> {
  const wasEmpty = !collectionCharge;
  const target = { uid, collection, batch, stamp };
  const count = batchRecords! + bsos.length;
  let committed: CommittedCollection;
  let first = 0;
  do {
    const portion = { ...target, now: tx.now, first, end: first + commitPortion };
    if (!wasEmpty) {
      committed = tx.sql.get<CommittedCollection>(sql.commitCollection, portion)!;
      yield;
    }
    tx.sql.run(sql.commitBsos, portion);
    yield;
    first += commitPortion;
  } while (first < count);
  return wasEmpty ? tx.sql.get<CommittedCollection>(sql.sumCollection, target)! : committed!;
}
