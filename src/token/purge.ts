import { failureFields } from '../failures/failure-fields.ts';
import type { TokenContext } from './context.ts';
import { deleteRemoteStorage } from './delete-remote-storage.ts';
import { endpointOf } from './endpoint.ts';
import { prepareOwnNode } from './store/own-node.ts';
import { deleteReplacedUser, findReplacedUsers, type ReplacedUser } from './store/replaced-users.ts';

/** How long a replaced user's data stays, for storage tokens that are still in flight and for regrets; ms. */
export const purgeGrace = 86_400_000;

const atOnce = 50;

/** What the purge works with. `storage.deleteUser` removes all data of a uid on this node and may be repeated. */
export interface PurgeContext extends Pick<TokenContext, 'config' | 'secrets' | 'db' | 'log' | 'now'> {
  storage: { deleteUser(uid: number): Promise<void> };
}

/** Numbers of users: gone, and those whose node didn't answer and who are tried again next time. */
export interface PurgeReport {
  users: number;
  failed: number;
}

/**
 * Removes users that were replaced more than {@link purgeGrace} ago: first their data, then their row, so that a purge that
 * is cut off is simply done again (sync15.md §17.11, §20.13). A replaced uid never becomes current again. Does nothing while
 * there is no public URL.
 */
export async function purgeReplacedUsers(ctx: PurgeContext): Promise<PurgeReport> {
  const before = ctx.now() - purgeGrace;
  const report = { users: 0, failed: 0 };
  if (ctx.config.publicUrl === null) return report;
  // Else the row of this node may still have a former address, and its data would be looked for there.
  await prepareOwnNode(ctx, ctx.config.publicUrl);
  for (let last = 0; ; ) {
    const users = await findReplacedUsers(ctx.db.query, before, last, atOnce);
    for (const user of users) {
      try {
        await deleteData(ctx, user);
        if (await deleteReplacedUser(ctx.db, user)) report.users++;
      } catch (error) {
        report.failed++;
        ctx.log.warn('a replaced user could not be purged', {
          uid: user.uid,
          node: user.node,
          ...failureFields(error),
        });
      }
    }
    if (users.length < atOnce) return report;
    last = users.at(-1)!.uid;
  }
}

// Data of a node that is no longer listed was on this one if anywhere.
async function deleteData({ config, secrets, storage, now }: PurgeContext, user: ReplacedUser): Promise<void> {
  const { uid, node, pattern } = user;
  if (node === null || node === config.publicUrl) return storage.deleteUser(uid);
  return deleteRemoteStorage({ uid, node, endpoint: endpointOf(pattern, node, uid) }, secrets.masterSecrets[0]!, now());
}
