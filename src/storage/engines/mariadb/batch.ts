import type { BatchCommand, PostCommand } from '../../commands.ts';
import type { WriteResult } from '../../engine.ts';
import { newBatchId } from '../batch-id.ts';
import { checkBatch, checkBatchSize, checkUnmodified, totalSize } from '../checks.ts';
import type { LockedBatch, LockedUser } from '../sql/lock.ts';
import { writes } from '../sql/writes.ts';
import { checkQuota } from './check-quota.ts';
import type { WriteTransaction } from './mariadb-writer.ts';
import { stagedRows } from './rows.ts';
import { locks, sql } from './sql.ts';

/** Opens a batch with its first records: 3 statements in 2 round trips. */
export async function openBatch(tx: WriteTransaction, command: PostCommand): Promise<WriteResult & { batch: string }> {
  const { uid, collection, unmodifiedSince, bsos } = command;
  const { now } = tx;
  const [[locked]] = (await tx.send([locks.holdUser], { uid, collection })) as unknown as [[LockedUser]];
  checkUnmodified(locked.collectionModified, unmodifiedSince);
  const bytes = totalSize(bsos);
  checkBatchSize(bsos.length, bytes, tx.settings.limits);
  const quotaRemaining = await checkQuota(tx, command, locked.used, bytes);
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

/** Adds records to an open batch: 3 statements in 2 round trips. */
export async function appendBatch(tx: WriteTransaction, command: BatchCommand): Promise<WriteResult> {
  const { uid, collection, unmodifiedSince, bsos, batch } = command;
  const [[locked]] = (await tx.send([locks.holdBatch], { uid, collection, batch })) as unknown as [[LockedBatch]];
  checkUnmodified(locked.collectionModified, unmodifiedSince);
  checkBatch(locked, collection, tx.now, bsos, tx.settings.limits);
  const bytes = totalSize(bsos);
  // What the batch already holds counts, although it is not visible yet.
  const quotaRemaining = await checkQuota(tx, command, locked.used + locked.batchBytes!, bytes);
  const parameters = {
    uid,
    batch,
    records: bsos.length,
    bytes,
    rows: stagedRows(bsos, uid, batch, locked.batchRecords!),
  };
  await tx.commit(bsos.length > 0 ? [sql.stage, writes.growBatch] : [], parameters);
  return { modified: locked.collectionModified ?? 0, quotaRemaining };
}

/** Makes a batch visible, with the last records if there are any: 6 statements in 3 round trips. */
export async function commitBatch(tx: WriteTransaction, command: BatchCommand): Promise<WriteResult> {
  const { uid, collection, unmodifiedSince, bsos, batch } = command;
  const { now } = tx;
  const [[locked]] = (await tx.send([locks.stampBatch], { uid, collection, batch, now })) as unknown as [[LockedBatch]];
  const { stamp, collectionModified } = locked;
  checkUnmodified(collectionModified, unmodifiedSince);
  checkBatch(locked, collection, now, bsos, tx.settings.limits);
  tx.checkLead(stamp, now);
  const parameters = { uid, collection, batch, stamp, now, rows: stagedRows(bsos, uid, batch, locked.batchRecords!) };
  const staging = bsos.length > 0 ? [sql.stage, sql.commitCollection] : [sql.commitCollection];
  const bytes = (await tx.send(staging, parameters)).at(-1)![0]!.bytes as number;
  const quotaRemaining = await checkQuota(tx, command, locked.used, bytes - (locked.collectionBytes ?? 0));
  await tx.commit([sql.commitBsos, writes.dropStaged, writes.dropBatch], parameters);
  return { modified: stamp, quotaRemaining };
}
