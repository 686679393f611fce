import type { Database, Queries } from '../../database/database.ts';
import type { Lease } from '../../database/lease.ts';
import { byBytes } from '../by-bytes.ts';
import type { UserCounts } from '../copy-user.ts';
import { ImportError } from '../import-error.ts';
import { insertLegacyAccount, insertLegacyRecords, type StoredLegacyRecord } from '../store/legacy-rows.ts';
import { countRecords, finishUser, type StoredCollection } from '../store/storage-rows.ts';
import type { FormerRecord, FormerStorage } from './former-storage.ts';
import type { FormerUser } from './former-users.ts';

/** What is the same for all users of one import. */
export interface CopyOptions {
  /** Each user's quota, bytes; null: the general one. */
  quotaBytes: number | null;
  /** ms; what has expired before stays behind. */
  now: number;
}

/**
 * Takes over one user with all records and their stamps, wholly or not at all, and checks that all has arrived.
 *
 * @throws {ImportError} When the numbers don't fit.
 * @throws {LeaseLostError} When another import has begun meanwhile.
 */
export function copyFormerUser(
  db: Database,
  lease: Lease,
  source: FormerStorage,
  user: FormerUser,
  { quotaBytes, now }: CopyOptions,
): Promise<UserCounts> {
  return db.transaction(async (tx) => {
    await lease.confirm(tx);
    const { name, mail, verifier, isActive } = user;
    const disabledAt = isActive ? null : now;
    const uid = await insertLegacyAccount(tx, { name, mail, verifier, quotaBytes, disabledAt, createdAt: now });
    const counts: UserCounts = { records: 0, bytes: 0, expired: 0, unreadable: 0 };
    const collections = new Map<string, StoredCollection>();
    for await (const portion of source.records(user.id)) {
      const taken: StoredLegacyRecord[] = [];
      for (const record of portion) {
        const stored = toStored(record, now);
        if (typeof stored === 'string') counts[stored]++;
        else taken.push(stored);
      }
      for (const records of byBytes(taken)) await insertLegacyRecords(tx, uid, records);
      for (const record of taken) count(record, collections, counts);
    }
    await check(tx, source, user, uid, counts);
    const newest = Math.max(0, ...[...collections.values()].map(({ modified }) => modified));
    await finishUser(tx, uid, [...collections.values()], newest);
    return counts;
  });
}

function toStored(record: FormerRecord, now: number): StoredLegacyRecord | 'expired' | 'unreadable' {
  const { collection, id, modified, payload, expiry, ...others } = record;
  const isReadable = collection !== undefined && /^[\w.-]{1,32}$/.test(collection) && /^[ -~]{1,64}$/.test(id);
  if (!isReadable || modified === null) return 'unreadable';
  if (expiry !== null && expiry * 10 <= now) return 'expired';
  return { collection, id, modified, payload, size: Buffer.byteLength(payload), expiry, ...others };
}

function count(
  { collection, modified, size }: StoredLegacyRecord,
  collections: Map<string, StoredCollection>,
  counts: UserCounts,
) {
  const known = collections.get(collection) ?? { name: collection, modified, bytes: 0 };
  collections.set(collection, {
    name: collection,
    modified: Math.max(known.modified, modified),
    bytes: known.bytes + size,
  });
  counts.records++;
  counts.bytes += size;
}

async function check(tx: Queries, source: FormerStorage, user: FormerUser, uid: number, counts: UserCounts) {
  const arrived = await countRecords(tx, uid);
  const there = await source.count(user.id);
  const seen = counts.records + counts.expired + counts.unreadable;
  if (seen === there && arrived.records === counts.records && arrived.bytes === counts.bytes) return;
  throw new ImportError(
    `The records of user ${user.id} don't add up: ${there} are in the other database, ${seen} were read, ` +
      `${arrived.records} of ${counts.records} have arrived. Stop the other server if it still runs, and start again.`,
  );
}
