import type { StorageEngine } from './engine.ts';

/** One collection in numbers. */
export interface ListedCollection {
  name: string;
  /** Live records. */
  records: number;
  /** Bytes of their payloads. */
  bytes: number;
  /** Last write, ms. */
  modified: number;
}

/** What a user has stored. */
export interface ListedStorage {
  /** Those with live records. */
  collections: ListedCollection[];
  /** When the last write of any kind reached this server, ms; null: never. */
  lastWrite: number | null;
}

/** Lists a user's collections that have live records. Three statements. */
export async function listCollections(
  storage: Pick<StorageEngine, 'collectionStamps' | 'collectionCounts' | 'collectionUsage'>,
  uid: number,
): Promise<ListedStorage> {
  const stamps = await storage.collectionStamps(uid);
  const counts = await storage.collectionCounts(uid);
  const usage = await storage.collectionUsage(uid);
  const modified = new Map(stamps.collections.map(({ name, value }) => [name, value * 10]));
  const bytes = new Map(usage.collections.map(({ name, value }) => [name, value]));
  return {
    collections: counts.collections.map(({ name, value }) => ({
      name,
      records: value,
      bytes: bytes.get(name) ?? 0,
      modified: modified.get(name) ?? 0,
    })),
    lastWrite: stamps.modified === 0 ? null : stamps.modified * 10,
  };
}
