import type { StorageEngine } from './engine.ts';

/** One collection in numbers. */
export interface ListedCollection {
  name: string;
  /** Live records. */
  records: number;
  /** Last write, ms. */
  modified: number;
}

/** Lists a user's collections that have live records. Two statements. */
export async function listCollections(
  storage: Pick<StorageEngine, 'collectionStamps' | 'collectionCounts'>,
  uid: number,
): Promise<ListedCollection[]> {
  const stamps = await storage.collectionStamps(uid);
  const counts = await storage.collectionCounts(uid);
  const modified = new Map(stamps.collections.map(({ name, value }) => [name, value * 10]));
  return counts.collections.map(({ name, value }) => ({ name, records: value, modified: modified.get(name) ?? 0 }));
}
