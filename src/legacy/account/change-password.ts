import type { Transaction } from 'kysely';
import type { Schema } from '../../database/schema.ts';
import type { LegacyContext } from '../context.ts';
import { makeVerifier } from '../passwords/verifier.ts';
import { deleteResetCode } from '../store/reset-codes.ts';
import { updateUser } from '../store/users.ts';

/** What a change of password works with. */
export type ChangePasswordContext = Pick<
  LegacyContext,
  'db' | 'passwords' | 'now' | 'revokeSyncTokens' | 'announceRevocation'
>;

/**
 * Sets another password. What was proved by the former one counts no more, in all workers, and a code that waits for use
 * neither.
 *
 * @param permit - Uses up what permits the change, as a part of the transaction; nothing happens when it gives false.
 * @returns False when `permit` did.
 */
export async function changePassword(
  ctx: ChangePasswordContext,
  uid: number,
  password: string,
  permit: (tx: Transaction<Schema>) => Promise<boolean> = async () => true,
): Promise<boolean> {
  const verifier = await makeVerifier(ctx.passwords, password);
  const isDone = await ctx.db.transaction(async (tx) => {
    if (!(await permit(tx))) return false;
    await deleteResetCode(tx, uid);
    await updateUser(tx, uid, { verifier, password_set_at: ctx.now() });
    await ctx.revokeSyncTokens(tx, String(uid));
    return true;
  });
  if (isDone) await ctx.announceRevocation();
  return isDone;
}
