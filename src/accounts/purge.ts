import type { Database } from '../database/database.ts';

const expiring = ['account_tokens', 'account_codes', 'device_commands', 'rate_limits'] as const;

/** How long a session without a device may be idle, ms: pages that were closed without signing out (accounts.md §3.2). */
export const idleSessionLifetime = 28 * 86_400_000;

/** Rows that a purge removed, by table. */
export type AccountsPurgeReport = Record<(typeof expiring)[number] | 'sessions', number>;

/**
 * Removes what has run out: tokens and codes, commands that nobody fetched, old counters, and sessions that no device and no
 * app holds any more. What a browser or phone lives on never runs out.
 */
export async function purgeAccounts({ db, now }: { db: Database; now: () => number }): Promise<AccountsPurgeReport> {
  const report = { sessions: 0 } as AccountsPurgeReport;
  for (const table of expiring) {
    const { numDeletedRows } = await db.query.deleteFrom(table).where('expires_at', '<=', now()).executeTakeFirst();
    report[table] = Number(numDeletedRows);
  }
  const { numDeletedRows } = await db.query
    .deleteFrom('sessions')
    .where('last_access_at', '<=', now() - idleSessionLifetime)
    .where('id_hash', 'not in', (eb) =>
      eb
        .selectFrom('devices')
        .select('session_id_hash')
        .where('session_id_hash', 'is not', null)
        .$castTo<{ session_id_hash: string }>(),
    )
    .where('id_hash', 'not in', (eb) =>
      eb
        .selectFrom('refresh_tokens')
        .select('session_id_hash')
        .where('session_id_hash', 'is not', null)
        .$castTo<{ session_id_hash: string }>(),
    )
    .executeTakeFirst();
  report.sessions = Number(numDeletedRows);
  return report;
}
