import type { GrowingWrite } from '../../commands.ts';
import { quotaLeft, quotaLeftOrRefuse } from '../quota.ts';
import { writes } from '../sql/writes.ts';
import type { WriteTransaction } from './sqlite-writer.ts';

/**
 * Checks the quota under the user's lock; one more statement only when the counters alone would refuse.
 *
 * @param write - Whose storage grows, and how large it may be.
 * @param used - What was stored before the write counts for, expired records included.
 * @param change - What the write adds counts for.
 * @returns Bytes left, or null without a quota.
 * @throws {StorageRefusal} When the write doesn't fit.
 */
export function checkQuota(
  { sql, settings, now }: WriteTransaction,
  { uid, quotaBytes = settings.quotaBytes }: GrowingWrite,
  used: number,
  change: number,
): number | null {
  const left = quotaLeft(quotaBytes, used, change);
  if (left !== 'unsure') return left;
  const expired = sql.get<{ charge: number }>(writes.expiredCharge, { uid, now })!.charge;
  return quotaLeftOrRefuse(quotaBytes, used - expired, change);
}
