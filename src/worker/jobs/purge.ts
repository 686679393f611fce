import { purgeIdleSessions } from '../../accounts/store/purge-sessions.ts';
import type { Context } from '../../context.ts';
import { deleteExpired } from '../../database/delete-expired.ts';
import { withLease } from '../../database/lease.ts';
import { purgeDeletedUsers } from '../../legacy/account/purge-deleted-users.ts';
import { purgeReplacedUsers } from '../../token/purge.ts';

/** Number of rows that a purge has removed, by kind, and of users that could not be. */
export interface PurgeSummary {
  expired: number;
  sessions: number;
  records: number;
  batches: number;
  users: number;
  failed: number;
}

/**
 * Makes room: records that have expired, batches that nobody committed, tokens and codes that have run out, sessions
 * that nobody holds, and the data of
 * users who were replaced. All of it counts no more already, so a purge that is cut off is just done again.
 *
 * @throws {LeaseTakenError} While another appliance purges the same database.
 */
export async function purge(ctx: Context): Promise<PurgeSummary> {
  return withLease(ctx.db, 'purge', async () => {
    const expired = await deleteExpired(ctx.db, ctx.now(), ctx.config);
    const sessions = await purgeIdleSessions(ctx);
    const { records, batches } = await ctx.storage.purge();
    const { users, failed } = await purgeReplacedUsers(ctx);
    const legacyUsers = ctx.config.legacy ? await purgeDeletedUsers(ctx) : 0;
    return { expired, sessions, records, batches, users: users + legacyUsers, failed };
  });
}
