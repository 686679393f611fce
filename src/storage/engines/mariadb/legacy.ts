import { withRetry } from '../../../database/retry.ts';
import type { WriteResult } from '../../engine.ts';
import type {
  LegacyBso,
  LegacyDeleteCommand,
  LegacyIncomingBso,
  LegacyStorage,
  LegacyWriteCommand,
} from '../../legacy-engine.ts';
import { type Stamp, stampOf } from '../../stamp.ts';
import { changeByRemoving, changeOf, checkUnmodified, type StoredBso } from '../checks.ts';
import { orBusy, outcomeOf } from '../legacy-outcome.ts';
import { legacyBso, legacyIds, legacyReadParts } from '../sql/legacy.ts';
import type { LockedBso, LockedUser } from '../sql/lock.ts';
import { writes } from '../sql/writes.ts';
import { checkQuota } from './check-quota.ts';
import { deleteCollection, deleteStorage } from './deletes.ts';
import type { MariadbClient } from './mariadb-client.ts';
import { runWrite, type WriteTransaction } from './mariadb-writer.ts';
import { readCollection } from './read-collection.ts';
import { bsoRows } from './rows.ts';
import { locks, sql } from './sql.ts';

/** What MariaDB's engine does for Sync 1.1, on the connections that it has. */
export function mariadbLegacy(client: MariadbClient, now: () => number): LegacyStorage {
  return {
    readBso: async (uid, collection, id) => {
      const parameters = { uid, collection, id, now: stampOf(now()) };
      return (await withRetry(() => client.read<LegacyBso>(legacyBso, parameters)))[0];
    },
    readCollection: (command) => {
      const whole = { ...command, offset: null, modifiedSince: null, unmodifiedSince: null };
      return orBusy(withRetry(() => readCollection(client, whole, legacyReadParts(command, stampOf(now())))));
    },
    post: (command) => outcomeOf(runWrite(client, (tx) => post(tx, command))),
    put: (command) => outcomeOf(runWrite(client, (tx) => put(tx, command))),
    deleteMatching: (command) => outcomeOf(runWrite(client, (tx) => deleteMatching(tx, command))),
    deleteCollection: (target) => outcomeOf(runWrite(client, (tx) => deleteCollection(tx, target))),
    deleteStorage: (uid) => outcomeOf(runWrite(client, (tx) => deleteStorage(tx, { uid, unmodifiedSince: null }))),
  };
}

/** Writes any number of records: 4 statements in 2 round trips, 1 statement without records. */
async function post(tx: WriteTransaction, command: LegacyWriteCommand): Promise<WriteResult> {
  const { uid, collection, bsos } = command;
  const { now } = tx;
  const ids = bsos.map((bso) => bso.id);
  const first = bsos.length > 0 ? [locks.stampUser, sql.storedSizes] : [locks.stampUser];
  const [[locked], stored = []] = await tx.send<[[LockedUser], StoredBso[]?]>(first, { uid, collection, now, ids });
  const quotaRemaining = await check(tx, command, locked);
  if (bsos.length > 0) await write(tx, command, locked.stamp, stored);
  else await tx.commit([], {});
  return { modified: locked.stamp, quotaRemaining };
}

/** Writes one record: 3 statements in 2 round trips. */
async function put(tx: WriteTransaction, command: LegacyWriteCommand): Promise<WriteResult> {
  const { uid, collection, bsos } = command;
  const { id } = bsos[0]!;
  const [[locked]] = await tx.send<[[LockedBso]]>([locks.stampBso], { uid, collection, id, now: tx.now });
  const quotaRemaining = await check(tx, command, locked);
  const { bsoSize, bsoExpiry } = locked;
  await write(tx, command, locked.stamp, bsoSize === null ? [] : [{ id, size: bsoSize, expiry: bsoExpiry }]);
  return { modified: locked.stamp, quotaRemaining };
}

/** Removes some records: 4 statements in 4 round trips. */
async function deleteMatching(tx: WriteTransaction, command: LegacyDeleteCommand): Promise<Stamp> {
  const { uid, collection, unmodifiedSince } = command;
  const { now } = tx;
  const [[locked]] = await tx.send<[[LockedUser]]>([locks.stampUser], { uid, collection, now });
  checkUnmodified(locked.collectionModified, unmodifiedSince);
  tx.checkLead(locked.stamp, now);
  const matching = legacyIds(command, now);
  const [found] = await tx.send([matching.sql], matching.parameters);
  const ids = found!.map(({ id }) => id as string);
  const [removed] =
    ids.length > 0 ? await tx.send<[{ size: number }[]]>([sql.dropIds], { uid, collection, ids }) : [[]];
  const change = changeByRemoving(removed);
  await tx.commit([writes.changeCollection], { uid, collection, stamp: locked.stamp, ...change });
  return locked.stamp;
}

/** Checks the condition and the quota; gives the bytes that were left before the write. */
async function check(tx: WriteTransaction, command: LegacyWriteCommand, locked: LockedUser): Promise<number | null> {
  checkUnmodified(locked.collectionModified, command.unmodifiedSince);
  tx.checkLead(locked.stamp, tx.now);
  const left = await checkQuota(tx, command, locked.used, 1);
  return left === null ? null : left + 1;
}

async function write(
  tx: WriteTransaction,
  { uid, collection, bsos }: LegacyWriteCommand,
  stamp: Stamp,
  stored: StoredBso[],
): Promise<void> {
  const { now } = tx;
  const change = changeOf(bsos, stored, now);
  const rows = legacyRows(bsos, uid, collection, stamp);
  await tx.commit([sql.legacyUpsert, sql.touchCollection], { uid, collection, stamp, now, ...change, rows });
}

const legacyRows = (bsos: LegacyIncomingBso[], uid: number, collection: string, stamp: Stamp) =>
  bsoRows(bsos, uid, collection, stamp).map((row, i) => [...row, bsos[i]!.parentid, bsos[i]!.predecessorid]);
