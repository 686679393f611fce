import type { LegacyContext } from '../context.ts';
import { forgetDeletedUser, listDeletedUsers } from '../store/users.ts';

// What was under way when the account was deleted has ended by then, ms.
const grace = 86_400_000;
const atOnce = 50;

/**
 * Removes once more the data of users who were deleted a day ago: a request that was just being answered may have left some.
 *
 * @returns How many users are gone for good.
 */
export async function purgeDeletedUsers({
  db,
  storage,
  now,
}: Pick<LegacyContext, 'db' | 'storage' | 'now'>): Promise<number> {
  for (let done = 0; ; ) {
    const uids = await listDeletedUsers(db.query, now() - grace, atOnce);
    for (const uid of uids) {
      await storage.deleteUser(uid);
      await forgetDeletedUser(db.query, uid);
      done++;
    }
    if (uids.length < atOnce) return done;
  }
}
