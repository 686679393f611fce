import type { Request } from 'express';
import { audit } from '../../http/audit.ts';
import type { LegacyContext } from '../context.ts';
import { spendResetCode } from '../store/reset-codes.ts';
import type { LegacyUser } from '../store/users.ts';
import { changePassword } from './change-password.ts';
import { findKept } from './reset-code.ts';

/**
 * Replaces a password by a code that was mailed. A try counts as one at the password, before anything is stretched.
 *
 * @returns False when the code is wrong, used or too old.
 */
export async function replaceByCode(
  ctx: LegacyContext,
  request: Request,
  { uid, disabled_at }: LegacyUser,
  code: string,
  password: string,
): Promise<boolean> {
  const guess = await ctx.guesses.password(request, String(uid));
  const kept = disabled_at === null ? await findKept(ctx, uid, code) : undefined;
  const isDone =
    kept !== undefined && (await changePassword(ctx, uid, password, (tx) => spendResetCode(tx, uid, kept, ctx.now())));
  if (!isDone) {
    audit(request, 'InvalidResetCode', { uid: String(uid) });
    return false;
  }
  await guess.wasRight();
  audit(request, 'PasswordReset', { uid: String(uid) });
  return true;
}
