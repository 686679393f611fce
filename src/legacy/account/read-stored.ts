import type { LegacyContext } from '../context.ts';
import type { LegacyUser } from '../store/users.ts';

/** What an account stores, for people to read. Sizes in KiB. */
export interface StoredFacts {
  collections: { name: string; records: number; kb: number; changed: string }[];
  usedKb: number;
  quotaKb: number | null;
}

/** Tells what an account stores. */
export async function readStored(
  { config, storage }: Pick<LegacyContext, 'config' | 'storage'>,
  { uid, quota_bytes: own }: Pick<LegacyUser, 'uid' | 'quota_bytes'>,
): Promise<StoredFacts> {
  const byName = (facts: { collections: { name: string; value: number }[] }) =>
    new Map(facts.collections.map(({ name, value }) => [name, value]));
  const [counts, usage, stamps] = [
    byName(await storage.collectionCounts(uid)),
    byName(await storage.collectionUsage(uid)),
    byName(await storage.collectionStamps(uid)),
  ];
  const quotaBytes = own === null ? config.quotaBytes : own < 0 ? null : own;
  const inKb = (bytes: number) => Math.ceil(bytes / 1024);
  return {
    collections: [...counts].sort().map(([name, records]) => ({
      name,
      records,
      kb: inKb(usage.get(name) ?? 0),
      changed: new Date((stamps.get(name) ?? 0) * 10).toISOString().slice(0, 16).replace('T', ' '),
    })),
    usedKb: inKb([...usage.values()].reduce((sum, value) => sum + value, 0)),
    quotaKb: quotaBytes === null ? null : inKb(quotaBytes),
  };
}
