import { withRetry } from '../../../database/retry.ts';
import type { WriteResult } from '../../engine.ts';
import type { LegacyBso, LegacyDeleteCommand, LegacyStorage, LegacyWriteCommand } from '../../legacy-engine.ts';
import { type Stamp, stampOf } from '../../stamp.ts';
import { changeByRemoving, changeOf, checkUnmodified, type StoredBso } from '../checks.ts';
import { orBusy, outcomeOf } from '../legacy-outcome.ts';
import { legacyBso, legacyIds, legacyReadParts } from '../sql/legacy.ts';
import type { LockedBso, LockedUser } from '../sql/lock.ts';
import { writes } from '../sql/writes.ts';
import { checkQuota } from './check-quota.ts';
import { deleteCollection, deleteStorage } from './deletes.ts';
import { readCollection } from './read-collection.ts';
import { locks, sql } from './sql.ts';
import type { SqliteReaders } from './sqlite-readers.ts';
import type { SqliteWriter, WriteTransaction } from './sqlite-writer.ts';

/** What SQLite's engine does for Sync 1.1, on the connections that it has. */
export function sqliteLegacy(readers: SqliteReaders, writer: SqliteWriter, now: () => number): LegacyStorage {
  return {
    readBso: (uid, collection, id) =>
      withRetry(() => readers.small.get<LegacyBso>(legacyBso, { uid, collection, id, now: stampOf(now()) })),
    readCollection: (command) => {
      const whole = { ...command, offset: null, modifiedSince: null, unmodifiedSince: null };
      return orBusy(withRetry(() => readCollection(readers, whole, legacyReadParts(command, stampOf(now())))));
    },
    post: (command) => outcomeOf(writer.run((tx) => post(tx, command))),
    put: (command) => outcomeOf(writer.run((tx) => put(tx, command))),
    deleteMatching: (command) => outcomeOf(writer.run((tx) => deleteMatching(tx, command))),
    deleteCollection: (target) => outcomeOf(writer.run((tx) => deleteCollection(tx, target))),
    deleteStorage: (uid) => outcomeOf(writer.run((tx) => deleteStorage(tx, { uid, unmodifiedSince: null }))),
  };
}

/** Writes any number of records: 4 statements, 1 without records. */
function post(tx: WriteTransaction, command: LegacyWriteCommand): WriteResult {
  const { uid, collection, bsos } = command;
  const { now } = tx;
  const locked = tx.sql.get<LockedUser>(locks.stampUser, { uid, collection, now })!;
  const quotaRemaining = check(tx, command, locked);
  if (bsos.length === 0) return { modified: locked.stamp, quotaRemaining };
  tx.setIncoming(bsos);
  const stored = tx.sql.all<StoredBso>(sql.storedSizes, { uid, collection });
  write(tx, command, locked.stamp, stored);
  return { modified: locked.stamp, quotaRemaining };
}

/** Writes one record: 3 statements. */
function put(tx: WriteTransaction, command: LegacyWriteCommand): WriteResult {
  const { uid, collection, bsos } = command;
  const { id } = bsos[0]!;
  const locked = tx.sql.get<LockedBso>(locks.stampBso, { uid, collection, id, now: tx.now })!;
  const quotaRemaining = check(tx, command, locked);
  const { bsoSize, bsoExpiry } = locked;
  tx.setIncoming(bsos);
  write(tx, command, locked.stamp, bsoSize === null ? [] : [{ id, size: bsoSize, expiry: bsoExpiry }]);
  return { modified: locked.stamp, quotaRemaining };
}

/** Removes some records: 4 statements. */
function deleteMatching(tx: WriteTransaction, command: LegacyDeleteCommand): Stamp {
  const { uid, collection, unmodifiedSince } = command;
  const { stamp, collectionModified } = tx.sql.get<LockedUser>(locks.stampUser, { uid, collection, now: tx.now })!;
  checkUnmodified(collectionModified, unmodifiedSince);
  tx.checkLead(stamp, tx.now);
  const matching = legacyIds(command, tx.now);
  tx.setIncoming(tx.sql.all<{ id: string }>(matching.sql, matching.parameters));
  const removed = tx.sql.all<{ size: number }>(sql.dropIncoming, { uid, collection });
  const change = changeByRemoving(removed);
  tx.sql.run(writes.changeCollection, { uid, collection, stamp, ...change });
  return stamp;
}

/** Checks the condition and the quota; gives the bytes that were left before the write. */
function check(tx: WriteTransaction, command: LegacyWriteCommand, locked: LockedUser): number | null {
  checkUnmodified(locked.collectionModified, command.unmodifiedSince);
  tx.checkLead(locked.stamp, tx.now);
  const left = checkQuota(tx, command, locked.used, 1);
  return left === null ? null : left + 1;
}

function write(
  tx: WriteTransaction,
  { uid, collection, bsos }: LegacyWriteCommand,
  stamp: Stamp,
  stored: StoredBso[],
): void {
  const { now } = tx;
  const change = changeOf(bsos, stored, now);
  tx.sql.run(sql.legacyUpsert, { uid, collection, stamp, now });
  tx.sql.run(sql.touchCollection, { uid, collection, stamp, ...change });
}
