import type { Queries } from '../../database/database.ts';

/**
 * Marks a challenge as spent, and forgets those that have run out meanwhile.
 *
 * @param id - SHA-256 of the challenge, hex.
 * @param expiresAt - ms.
 * @param now - ms.
 * @returns False when it had been spent before.
 */
export async function spendChallenge(db: Queries, id: string, expiresAt: number, now: number): Promise<boolean> {
  await db.deleteFrom('spent_challenges').where('expires_at', '<', now).execute();
  try {
    await db.insertInto('spent_challenges').values({ id, expires_at: expiresAt }).execute();
    return true;
  } catch (error) {
    const { errno, code } = (error ?? {}) as { errno?: unknown; code?: unknown };
    if (errno === 1062 || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return false;
    throw error;
  }
}
