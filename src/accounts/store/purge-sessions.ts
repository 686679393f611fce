import type { Database } from '../../database/database.ts';

/** How long a session without a device may be idle, ms: pages that were closed without signing out (accounts.md §3.2). */
export const idleSessionLifetime = 28 * 86_400_000;

/**
 * Removes sessions that nobody has used for long, and that no device and no refresh token holds on to: what a browser or a
 * phone lives on never runs out.
 *
 * @returns How many.
 */
export async function purgeIdleSessions({ db, now }: { db: Database; now: () => number }): Promise<number> {
  const { numDeletedRows } = await db.query
    .deleteFrom('sessions')
    .where('last_access_at', '<=', now() - idleSessionLifetime)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('devices').select('id').whereRef('session_id_hash', '=', 'sessions.id_hash'))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('refresh_tokens')
            .select('token_hash')
            .whereRef('refresh_tokens.uid', '=', 'sessions.uid')
            .whereRef('session_id_hash', '=', 'sessions.id_hash'),
        ),
      ),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
