import type { DeleteBsoCommand, DeleteBsosCommand, DeleteStorageCommand, WriteTarget } from '../../commands.ts';
import { StorageRefusal } from '../../refusal.ts';
import type { Stamp } from '../../stamp.ts';
import { changeByRemoving, checkUnmodified } from '../checks.ts';
import type { LockedBso, LockedUser } from '../sql/lock.ts';
import { writes } from '../sql/writes.ts';
import { keepVersions } from './keep-versions.ts';
import type { WriteTransaction } from './mariadb-writer.ts';
import { locks, sql } from './sql.ts';

/** Removes one record: 3 statements in 2 round trips; with this and all below, one statement more where versions are kept. */
export async function deleteBso(tx: WriteTransaction, command: DeleteBsoCommand): Promise<Stamp> {
  const { uid, collection, id, unmodifiedSince } = command;
  const { now } = tx;
  const [[locked]] = await tx.send<[[LockedBso]]>([locks.stampBso], { uid, collection, id, now });
  const { stamp, bsoModified, bsoExpiry, bsoSize } = locked;
  if (bsoModified === null || (bsoExpiry !== null && bsoExpiry <= now)) throw new StorageRefusal('no such record');
  checkUnmodified(bsoModified, unmodifiedSince);
  tx.checkLead(stamp, now);
  const { keeping, kept } = keepVersions(tx, locked, 'bso', command);
  await tx.commit([...keeping, writes.dropBso, writes.changeCollection], {
    uid,
    collection,
    id,
    stamp,
    now,
    ...kept,
    ...changeByRemoving([{ size: bsoSize! }]),
  });
  return stamp;
}

/** Removes some records: 3 statements in 3 round trips. */
export async function deleteBsos(tx: WriteTransaction, command: DeleteBsosCommand): Promise<Stamp> {
  const { uid, collection, ids, unmodifiedSince } = command;
  const locked = await lock(tx, { uid, collection, unmodifiedSince });
  const { stamp } = locked;
  const { keeping, kept } = keepVersions(tx, locked, 'ids', command);
  const parameters = { uid, collection, ids, stamp, now: tx.now, ...kept };
  const removed = (await tx.send<{ size: number }[][]>([...keeping, sql.dropIds], parameters)).at(-1);
  const change = changeByRemoving(removed!);
  await tx.commit([writes.changeCollection], { uid, collection, stamp, ...change });
  return stamp;
}

/** Removes a collection with its open batches: 5 statements in 2 round trips. */
export async function deleteCollection(tx: WriteTransaction, target: WriteTarget): Promise<Stamp> {
  const { uid, collection } = target;
  const locked = await lock(tx, target);
  const { dropBsos, dropCollectionStaged, dropCollectionBatches, dropCollection } = writes;
  const { keeping, kept } = keepVersions(tx, locked, 'collection', target);
  const statements = [...keeping, dropBsos, dropCollectionStaged, dropCollectionBatches, dropCollection];
  await tx.commit(statements, { uid, collection, stamp: locked.stamp, now: tx.now, ...kept });
  return locked.stamp;
}

/** Removes everything but the user's row, so that stamps never go back (sync15.md §13): 5 statements in 2 round trips. */
export async function deleteStorage(tx: WriteTransaction, command: DeleteStorageCommand): Promise<Stamp> {
  const { uid, unmodifiedSince } = command;
  const { now } = tx;
  const [[locked]] = await tx.send<[[LockedUser]]>([locks.stampUser], { uid, collection: '', now });
  checkUnmodified(locked.previous, unmodifiedSince);
  tx.checkLead(locked.stamp, now);
  const { dropAllBsos, dropAllStaged, dropAllBatches, dropAllCollections } = writes;
  const { keeping, kept } = keepVersions(tx, locked, 'storage', command);
  const statements = [...keeping, dropAllBsos, dropAllStaged, dropAllBatches, dropAllCollections];
  await tx.commit(statements, { uid, stamp: locked.stamp, now, ...kept });
  return locked.stamp;
}

async function lock(tx: WriteTransaction, { uid, collection, unmodifiedSince }: WriteTarget): Promise<LockedUser> {
  const { now } = tx;
  const [[locked]] = await tx.send<[[LockedUser]]>([locks.stampUser], { uid, collection, now });
  checkUnmodified(locked.collectionModified, unmodifiedSince);
  tx.checkLead(locked.stamp, now);
  return locked;
}
