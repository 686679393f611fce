import type { ListSource } from '../http/send-list.ts';
import { bsoJson } from './bso-json.ts';
import type { ReadCommand } from './commands.ts';
import type { StorageEngine } from './engine.ts';
import { StorageRefusal } from './refusal.ts';
import { formatStamp } from './stamp.ts';

type Storage = Pick<StorageEngine, 'collectionStamps' | 'readCollection'>;

/**
 * Opens everything that a user has stored, as lines of JSON (docs/my-archive.md): what it is, then each collection with its
 * records as they are stored, then how many there were. A collection is read in one snapshot and holds a download slot of the
 * user only while it is sent.
 *
 * @param uid - Undefined: somebody who has never synced.
 * @param now - ms.
 * @returns The lines, or null when too many downloads are under way. `more` must be closed.
 */
export async function openArchive(
  storage: Storage,
  uid: number | undefined,
  now: number,
): Promise<ListSource<string> | null> {
  const portions = readPortions(storage, uid, now);
  const take = async () => {
    const { value, done } = await portions.next();
    return done ? null : value;
  };
  try {
    const first = (await take())!;
    return { first, more: { take, close: () => void portions.return() } };
  } catch (error) {
    if (error instanceof StorageRefusal && error.reason === 'too many downloads') return null;
    throw error;
  }
}

async function* readPortions(storage: Storage, uid: number | undefined, now: number): AsyncGenerator<string[], void> {
  const { collections } = uid === undefined ? { collections: [] } : await storage.collectionStamps(uid);
  const names = collections.map(({ name }) => name).sort();
  // What comes first goes out with the first collection, so that a refusal of that one can still be told.
  let waiting = [
    JSON.stringify({
      format: 'foxden-sync-data',
      version: 1,
      made: new Date(now).toISOString(),
      collections: names,
    }),
  ];
  let count = 0;
  for (const collection of names) {
    const page = await storage.readCollection({ ...everything, uid: uid!, collection });
    try {
      waiting.push(`{"collection":${JSON.stringify(collection)},"modified":${formatStamp(page.modified)}}`);
      for (let records: typeof page.records | null | undefined = page.records; records; ) {
        count += records.length;
        yield [...waiting, ...records.map(bsoJson)];
        waiting = [];
        records = await page.more?.take();
      }
    } finally {
      page.more?.close();
    }
  }
  yield [...waiting, JSON.stringify({ end: true, records: count })];
}

const everything: Omit<ReadCommand, 'uid' | 'collection'> = {
  ids: null,
  newer: null,
  older: null,
  full: true,
  sort: 'newest',
  limit: null,
  offset: null,
  modifiedSince: null,
  unmodifiedSince: null,
};
