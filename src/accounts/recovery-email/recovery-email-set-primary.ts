import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { normalAddress } from '../../http/mail-address.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { formatTime } from '../device/device-record.ts';
import type { Endpoint } from '../endpoint.ts';
import { email } from '../fields.ts';
import { holdCaller } from '../hold-caller.ts';
import { authenticateWithProof } from '../recent-proof.ts';
import { requireAccount } from '../require-account.ts';
import { deleteAccountTokens } from '../store/account-tokens.ts';
import { findAccountByEmail, isDuplicate, updateAccount } from '../store/accounts.ts';
import { deleteCode, deleteResetCodes } from '../store/codes.ts';
import { findNewEmail, isSameEmail, newEmailPurpose } from './new-email.ts';

const body = z.object({ email });

/**
 * `POST /recovery_email/set_primary`. The password's salt stays the address of sign-up, which sign-in tells clients (accounts.md §3.4); so
 * that address goes on finding the account.
 */
export const recoveryEmailSetPrimary: Endpoint = async (ctx, request) => {
  const session = await authenticateWithProof(ctx, request);
  const input = await parseBody(body, request);
  const { uid } = session;
  const now = ctx.now();
  const { kdf_email } = await requireAccount(ctx, uid);
  let newEmail = '';
  try {
    await ctx.db.transaction(async (tx) => {
      await holdCaller(tx, session, now);
      const waiting = await findNewEmail(tx, uid, now);
      if (!waiting || !isSameEmail(waiting.email, input.email)) throw AccountError.unknownEmail();
      if (!waiting.verified) throw AccountError.emailNotVerified();
      newEmail = waiting.email;
      // It may have become somebody's since it was named; the one that an account was registered with is no key of the table.
      const owner = await findAccountByEmail(tx, newEmail);
      if (owner && owner.uid !== uid) throw AccountError.emailTaken();
      await deleteCode(tx, uid, newEmailPurpose);
      // They went to the old address, which may be given up because somebody else reads it.
      await deleteResetCodes(tx, uid);
      await deleteAccountTokens(tx, uid, 'passwordForgotToken');
      await deleteAccountTokens(tx, uid, 'accountResetToken');
      await updateAccount(tx, uid, {
        email: newEmail,
        normalized_email: normalAddress(newEmail),
        alias_email: isSameEmail(newEmail, kdf_email) ? null : normalAddress(kdf_email),
        email_verified: 1,
        profile_changed_at: Math.max(now, session.profileChangedAt + 1),
      });
    });
  } catch (error) {
    if (isDuplicate(error)) throw AccountError.emailTaken();
    throw error;
  }
  audit(request, 'EmailChanged', { uid });
  ctx.mailer.notify(session, 'emailChanged', { newEmail, time: formatTime(now) });
  ctx.push.tellOthers(uid, null, 'fxaccounts:profile_updated');
  return {};
};
