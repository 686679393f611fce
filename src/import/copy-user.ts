import type { Database } from '../database/database.ts';
import { byBytes } from './by-bytes.ts';
import { ImportError } from './import-error.ts';
import type { SourceRecord, StorageTables } from './source/storage-tables.ts';
import {
  clearUser,
  countRecords,
  finishUser,
  insertRecords,
  type StoredCollection,
  type StoredRecord,
} from './store/storage-rows.ts';

/** What became of a user's records. */
export interface UserCounts {
  /** Taken over. */
  records: number;
  /** Bytes of their payloads. */
  bytes: number;
  /** Left behind because their time had run out. */
  expired: number;
  /** Left behind because no client could have asked for them: a bad id, or a collection without a name. */
  unreadable: number;
}

/**
 * Copies everything of one user, with its stamps, and checks that all has arrived. What an earlier, cut-off try has left is
 * replaced.
 *
 * @param now - ms; what has expired before stays behind.
 * @throws {ImportError} When the numbers don't fit.
 */
export async function copyUser(db: Database, source: StorageTables, uid: number, now: number): Promise<UserCounts> {
  const counts: UserCounts = { records: 0, bytes: 0, expired: 0, unreadable: 0 };
  const collections = await readCollections(source, uid);
  await db.transaction((tx) => clearUser(tx, uid));
  let seen = 0;
  for await (const portion of source.records(uid)) {
    seen += portion.length;
    const taken: StoredRecord[] = [];
    for (const record of portion) {
      const stored = toStored(record, source.collections, now);
      if (typeof stored === 'string') counts[stored]++;
      else taken.push(stored);
    }
    for (const records of byBytes(taken)) await db.transaction((tx) => insertRecords(tx, uid, records));
    for (const record of taken) count(record, collections, counts);
  }
  await check(db, source, uid, seen, counts);
  const stamps = [...collections.values()].map((collection) => collection.modified);
  const tombstone = centiseconds((await source.stamps(uid)).get(0) ?? 0);
  await db.transaction((tx) => finishUser(tx, uid, [...collections.values()], Math.max(0, tombstone, ...stamps)));
  return counts;
}

async function readCollections(source: StorageTables, uid: number): Promise<Map<string, StoredCollection>> {
  const found = new Map<string, StoredCollection>();
  for (const [id, modified] of await source.stamps(uid)) {
    const name = source.collections.get(id);
    if (name !== undefined && isName(name)) found.set(name, { name, modified: centiseconds(modified), bytes: 0 });
  }
  return found;
}

function toStored(
  record: SourceRecord,
  names: ReadonlyMap<number, string>,
  now: number,
): StoredRecord | 'expired' | 'unreadable' {
  const { collectionId, id, modified, sortindex, payload, expiry } = record;
  const collection = names.get(collectionId);
  if (collection === undefined || !isName(collection) || !/^[ -~]{1,64}$/.test(id)) return 'unreadable';
  if (expiry !== null && expiry <= now) return 'expired';
  return {
    collection,
    id,
    modified: centiseconds(modified),
    sortindex,
    payload,
    size: Buffer.byteLength(payload),
    expiry: expiry === null ? null : centiseconds(expiry),
  };
}

// A collection is never older than its newest record, whatever the other server's row says.
function count(record: StoredRecord, collections: Map<string, StoredCollection>, counts: UserCounts): void {
  const { collection: name, modified, size } = record;
  const collection = collections.get(name) ?? { name, modified, bytes: 0 };
  collections.set(name, {
    name,
    modified: Math.max(collection.modified, modified),
    bytes: collection.bytes + size,
  });
  counts.records++;
  counts.bytes += size;
}

async function check(
  db: Database,
  source: StorageTables,
  uid: number,
  seen: number,
  counts: UserCounts,
): Promise<void> {
  const arrived = await countRecords(db.query, uid);
  const there = (await source.counts(uid)).values().reduce((sum, n) => sum + n, 0);
  if (seen !== there || arrived.records !== counts.records || arrived.bytes !== counts.bytes) {
    throw new ImportError(
      `The records of user ${uid} don't add up: ${there} are in the other database, ${seen} were read, ` +
        `${arrived.records} of ${counts.records} have arrived. Stop the other server if it still runs, and start again.`,
    );
  }
}

const isName = (name: string) => /^[\w.-]{1,32}$/.test(name);
const centiseconds = (milliseconds: number) => Math.floor(milliseconds / 10);
