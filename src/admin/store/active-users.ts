import type { Queries } from '../../database/database.ts';

/** Counts the accounts that have used a session or refresh token since a moment, ms. */
export async function countActiveUsers(db: Queries, since: number): Promise<number> {
  const bySession = db.selectFrom('sessions').select('uid').where('last_access_at', '>=', since);
  const byToken = db.selectFrom('refresh_tokens').select('uid').where('last_used_at', '>=', since);
  const { n } = await db
    .selectFrom(bySession.union(byToken).as('active'))
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}
