import { failureFields } from '../../failures/failure-fields.ts';
import type { LegacyContext } from '../context.ts';
import { deleteUser } from '../store/users.ts';

/**
 * Deletes an account with all that it stores. Its uid is never given to anybody again. Should the data resist, the account is
 * gone all the same, and the purge tries again.
 */
export async function removeUser(
  ctx: Pick<LegacyContext, 'db' | 'storage' | 'log' | 'now' | 'revokeSyncTokens' | 'announceRevocation'>,
  uid: number,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await ctx.revokeSyncTokens(tx, String(uid));
    await deleteUser(tx, uid, ctx.now());
  });
  await ctx.announceRevocation();
  try {
    await ctx.storage.deleteUser(uid);
  } catch (error) {
    ctx.log.warn('data of a deleted user remains until the next purge', { uid, ...failureFields(error) });
  }
}
