import type { Database } from './database.ts';

/** Tables whose rows count for nothing after `expires_at` (ms), by which each has an index. */
const expiring = [
  'account_tokens',
  'account_codes',
  'device_commands',
  'rate_limits',
  'oauth_codes',
  'access_tokens',
  'security_history',
  'spent_challenges',
] as const;

/** The same of Sync 1.1, whose tables stay untouched while it is off. */
const expiringLegacy = ['legacy_reset_codes'] as const;

/** Rows that one statement removes, more or less: other writers shall not wait long. */
const portion = 500;

/**
 * Removes tokens, codes, device commands and counters that have run out. They count no more as it is; this only makes room.
 *
 * @param now - ms.
 * @param options - `legacy`: also what Sync 1.1 keeps.
 * @returns Number of rows removed.
 */
export async function deleteExpired(db: Database, now: number, { legacy = true } = {}): Promise<number> {
  let deleted = 0n;
  for (const table of legacy ? [...expiring, ...expiringLegacy] : expiring) {
    for (let more = true; more; ) {
      const last = await db.query
        .selectFrom(table)
        .select('expires_at')
        .where('expires_at', '<', now)
        .orderBy('expires_at')
        .offset(portion - 1)
        .limit(1)
        .executeTakeFirst();
      more = last !== undefined;
      const upTo = Number(last?.expires_at ?? now - 1);
      const result = await db.transaction((tx) =>
        tx.deleteFrom(table).where('expires_at', '<=', upTo).executeTakeFirst(),
      );
      deleted += result.numDeletedRows;
    }
  }
  return Number(deleted);
}
