import { purgeIdleSessions } from '../../accounts/store/purge-sessions.ts';
import type { Context } from '../../context.ts';
import { deleteExpired } from '../../database/delete-expired.ts';
import { withLease } from '../../database/lease.ts';
import { purgeDeletedUsers } from '../../legacy/account/purge-deleted-users.ts';
import type { TellProgress } from '../../log/progress.ts';
import { purgeReplacedUsers } from '../../token/purge.ts';

const parts = 5;

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
 * that nobody holds, and the data of users who were replaced. All of it counts no more already, so a purge that is cut off is
 * just done again.
 *
 * @param tell - Called with what it is at.
 * @throws {LeaseTakenError} While another appliance purges the same database.
 */
export async function purge(ctx: Context, tell: TellProgress = () => {}): Promise<PurgeSummary> {
  const at = (done: number, detail: string) => tell({ step: 'removing', done, total: parts, detail });
  return withLease(ctx.db, 'purge', async () => {
    at(0, 'tokens and codes that have run out');
    const expired = await deleteExpired(ctx.db, ctx.now(), ctx.config);
    at(1, 'sessions that nobody holds');
    const sessions = await purgeIdleSessions(ctx);
    at(2, 'records that have expired, and abandoned uploads');
    const { records, batches } = await ctx.storage.purge();
    at(3, 'data of replaced users');
    const { users, failed } = await purgeReplacedUsers(ctx);
    at(4, 'data of deleted users of Sync 1.1');
    const legacyUsers = ctx.config.legacy ? await purgeDeletedUsers(ctx) : 0;
    at(parts, 'done');
    return { expired, sessions, records, batches, users: users + legacyUsers, failed };
  });
}
