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
import type { WriteTransaction } from './mariadb-writer.ts';
import { stagedRows } from './rows.ts';
import { locks, sql } from './sql.ts';

/** How many records POSTs have that clients have filled up: what Mozilla's servers allow, and what this one does unless told. */
const fullPosts = new Set([100, 1000]);

/** Opens a batch with its first records: 3 statements in 2 round trips. */
export async function openBatch(tx: WriteTransaction, command: PostCommand): Promise<WriteResult & { batch: string }> {
  const { uid, collection, unmodifiedSince, bsos } = command;
  const { now } = tx;
  const cut = now - batchLife;
  const [[locked]] = await tx.send<[[LockedForBatch]]>([locks.holdUser], { uid, collection, cut });
  checkUnmodified(locked.collectionModified, unmodifiedSince);
  const bytes = totalSize(bsos);
  checkBatchSize(bsos.length, bytes, tx.settings.limits);
  const { quotaBytes = tx.settings.quotaBytes } = command;
  const { batches, held } = isShortOfRoom(quotaBytes, locked, heldBy(bsos)) ? await dropStale(tx, uid) : locked;
  checkBatchCount(batches);
  // What other batches hold counts too, although it is not visible yet.
  const quotaRemaining = await checkQuota(tx, command, locked.used + held, heldBy(bsos));
  const batch = newBatchId();
  const parameters = {
    uid,
    batch,
    collection,
    now,
    records: bsos.length,
    bytes,
    rows: stagedRows(bsos, uid, batch, 0),
  };
  await tx.commit(bsos.length > 0 ? [writes.createBatch, sql.stage] : [writes.createBatch], parameters);
  return { batch, modified: locked.collectionModified ?? 0, quotaRemaining };
}

/** Gives up batches that were begun long ago; tells what is left. */
async function dropStale(
  { send, now }: WriteTransaction,
  uid: number,
): Promise<Pick<LockedForBatch, 'batches' | 'held'>> {
  const statements = [writes.dropStaleStaged, writes.dropStaleBatches, writes.openBatches];
  const results = await send<Pick<LockedForBatch, 'batches' | 'held'>[][]>(statements, {
    uid,
    stale: now - batchPatience,
    cut: now - batchLife,
  });
  return results.at(-1)![0]!;
}

/** Adds records to an open batch: 3 statements in 2 round trips. */
export async function appendBatch(tx: WriteTransaction, command: BatchCommand): Promise<WriteResult> {
  const { uid, collection, unmodifiedSince, bsos, batch } = command;
  const cut = tx.now - batchLife;
  const [[locked]] = await tx.send<[[LockedBatch & LockedForBatch]]>([locks.holdBatch], {
    uid,
    collection,
    batch,
    cut,
  });
  checkUnmodified(locked.collectionModified, unmodifiedSince);
  checkBatch(locked, collection, tx.now, bsos, tx.settings.limits);
  const bytes = totalSize(bsos);
  const quotaRemaining = await checkQuota(tx, command, locked.used + locked.held, heldBy(bsos));
  const parameters = {
    uid,
    batch,
    records: bsos.length,
    bytes,
    rows: stagedRows(bsos, uid, batch, locked.batchRecords!),
  };
  if (fullPosts.has(bsos.length)) await tx.commitPrepared([sql.stage, writes.growBatch], parameters);
  else await tx.commit(bsos.length > 0 ? [sql.stage, writes.growBatch] : [], parameters);
  return { modified: locked.collectionModified ?? 0, quotaRemaining };
}

/** Makes a batch visible, with the last records if there are any: 6 statements in 3 round trips, one statement more where versions are kept. */
export async function commitBatch(tx: WriteTransaction, command: BatchCommand): Promise<WriteResult> {
  const { uid, collection, unmodifiedSince, bsos, batch } = command;
  const { now } = tx;
  const [[locked]] = await tx.send<[[LockedBatch]]>([locks.stampBatch], { uid, collection, batch, now });
  const { stamp, collectionModified } = locked;
  checkUnmodified(collectionModified, unmodifiedSince);
  checkBatch(locked, collection, now, bsos, tx.settings.limits);
  tx.checkLead(stamp, now);
  const parameters = { uid, collection, batch, stamp, now, rows: stagedRows(bsos, uid, batch, locked.batchRecords!) };
  const staging = bsos.length > 0 ? [sql.stage, sql.commitCollection] : [sql.commitCollection];
  const charge = (await tx.send(staging, parameters)).at(-1)![0]!.charge as number;
  const quotaRemaining = await checkQuota(tx, command, locked.used, charge - (locked.collectionCharge ?? 0));
  const { keeping, kept } = keepVersions(tx, locked, 'batch', command);
  await tx.commit([...keeping, sql.commitBsos, writes.dropStaged, writes.dropBatch], { ...parameters, ...kept });
  return { modified: stamp, quotaRemaining };
}
