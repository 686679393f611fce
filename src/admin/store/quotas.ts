import type { Queries } from '../../database/database.ts';

/**
 * Reads a user's own storage quota.
 *
 * @param email - As in the token server's `users`.
 * @returns Bytes, null for any number; undefined when the general quota holds.
 */
export async function findQuota(db: Queries, email: string): Promise<number | null | undefined> {
  const row = await db.selectFrom('user_quotas').select('quota_bytes').where('email', '=', email).executeTakeFirst();
  if (row === undefined || row.quota_bytes === null) return row?.quota_bytes;
  return Number(row.quota_bytes);
}

/** The quotas of all users that have one of their own, by the name in the token server's `users`; null: any number. */
export async function listQuotas(db: Queries): Promise<Map<string, number | null>> {
  const rows = await db.selectFrom('user_quotas').select(['email', 'quota_bytes']).execute();
  return new Map(rows.map(({ email, quota_bytes }) => [email, quota_bytes === null ? null : Number(quota_bytes)]));
}

/**
 * Sets a user's own storage quota.
 *
 * @param quotaBytes - Bytes, null for any number; undefined: the general quota holds again.
 */
export async function replaceQuota(tx: Queries, email: string, quotaBytes: number | null | undefined): Promise<void> {
  await tx.deleteFrom('user_quotas').where('email', '=', email).execute();
  if (quotaBytes !== undefined) {
    await tx.insertInto('user_quotas').values({ email, quota_bytes: quotaBytes }).execute();
  }
}
