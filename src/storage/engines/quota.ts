import { StorageRefusal } from '../refusal.ts';

/**
 * Decides whether a write fits into the quota. What has expired but isn't purged counts only as long as it doesn't matter,
 * so nearly every write gets by with the counters.
 *
 * @param quota - Bytes a user may store; null: any number.
 * @param used - Bytes stored before the write, expired ones included.
 * @param change - Bytes the write adds; writes that add nothing always fit.
 * @returns Bytes that will be left, or `unsure` when the expired ones have to be subtracted from `used` first.
 */
export function quotaLeft(quota: number | null, used: number, change: number): number | null | 'unsure' {
  if (quota === null) return null;
  const left = quota - used - change;
  return left >= 0 || change <= 0 ? Math.max(left, 0) : 'unsure';
}

/**
 * Like {@link quotaLeft}, when `used` holds no expired records any more.
 *
 * @throws {StorageRefusal} When the write doesn't fit.
 */
export function quotaLeftOrRefuse(quota: number | null, used: number, change: number): number | null {
  const left = quotaLeft(quota, used, change);
  if (left === 'unsure') throw new StorageRefusal('over quota');
  return left;
}
