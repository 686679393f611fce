import type { DeleteBsoCommand, DeleteBsosCommand, DeleteStorageCommand, WriteTarget } from '../../commands.ts';
import { StorageRefusal } from '../../refusal.ts';
import type { Stamp } from '../../stamp.ts';
import { changeByRemoving, checkUnmodified } from '../checks.ts';
import type { LockedBso, LockedUser } from '../sql/lock.ts';
import { writes } from '../sql/writes.ts';
import { keepVersions } from './keep-versions.ts';
import { locks, sql } from './sql.ts';
import type { WriteTransaction } from './sqlite-writer.ts';

/** Removes one record: 3 statements; with this and all below, one more where versions are kept. */
export function deleteBso(tx: WriteTransaction, command: DeleteBsoCommand): Stamp {
  const { uid, collection, id, unmodifiedSince } = command;
  const { now } = tx;
  const locked = tx.sql.get<LockedBso>(locks.stampBso, { uid, collection, id, now })!;
  const { stamp, bsoModified, bsoExpiry, bsoSize } = locked;
  if (bsoModified === null || (bsoExpiry !== null && bsoExpiry <= now)) throw new StorageRefusal('no such record');
  checkUnmodified(bsoModified, unmodifiedSince);
  tx.checkLead(stamp, now);
  keepVersions(tx, locked, 'bso', command, { uid, collection, id });
  tx.sql.run(writes.dropBso, { uid, collection, id });
  tx.sql.run(writes.changeCollection, { uid, collection, stamp, ...changeByRemoving([{ size: bsoSize! }]) });
  return stamp;
}

/** Removes some records: 3 statements. */
export function deleteBsos(tx: WriteTransaction, command: DeleteBsosCommand): Stamp {
  const { uid, collection, ids, unmodifiedSince } = command;
  const { now } = tx;
  const locked = tx.sql.get<LockedUser>(locks.stampUser, { uid, collection, now })!;
  const { stamp, collectionModified } = locked;
  checkUnmodified(collectionModified, unmodifiedSince);
  tx.checkLead(stamp, now);
  tx.setIncoming(ids.map((id) => ({ id })));
  keepVersions(tx, locked, 'incoming', command, { uid, collection });
  const removed = tx.sql.all<{ size: number }>(sql.dropIncoming, { uid, collection });
  const change = changeByRemoving(removed);
  tx.sql.run(writes.changeCollection, { uid, collection, stamp, ...change });
  return stamp;
}

/** Removes a collection with its open batches: 5 statements. */
export function deleteCollection(tx: WriteTransaction, target: WriteTarget): Stamp {
  const { uid, collection, unmodifiedSince } = target;
  const { now } = tx;
  const locked = tx.sql.get<LockedUser>(locks.stampUser, { uid, collection, now })!;
  const { stamp, collectionModified } = locked;
  checkUnmodified(collectionModified, unmodifiedSince);
  tx.checkLead(stamp, now);
  keepVersions(tx, locked, 'collection', target, { uid, collection });
  tx.sql.run(writes.dropBsos, { uid, collection });
  tx.sql.run(writes.dropCollectionStaged, { uid, collection });
  tx.sql.run(writes.dropCollectionBatches, { uid, collection });
  tx.sql.run(writes.dropCollection, { uid, collection });
  return stamp;
}

/** Removes everything but the user's row, so that stamps never go back (sync15.md §13): 5 statements. */
export function deleteStorage(tx: WriteTransaction, command: DeleteStorageCommand): Stamp {
  const { uid, unmodifiedSince } = command;
  const { now } = tx;
  const locked = tx.sql.get<LockedUser>(locks.stampUser, { uid, collection: '', now })!;
  const { stamp, previous } = locked;
  checkUnmodified(previous, unmodifiedSince);
  tx.checkLead(stamp, now);
  keepVersions(tx, locked, 'storage', command, { uid });
  for (const statement of [writes.dropAllBsos, writes.dropAllStaged, writes.dropAllBatches]) {
    tx.sql.run(statement, { uid });
  }
  tx.sql.run(writes.dropAllCollections, { uid });
  return stamp;
}
