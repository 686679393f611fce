import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { authenticateSession } from '../../identity/session-auth.ts';
import { takeCode } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { holdCaller } from '../hold-caller.ts';
import { updateAccount } from '../store/accounts.ts';
import { verifySession } from '../store/sessions.ts';

const body = z.object({ code: z.string().regex(/^\d{6}$/, 'must be 6 digits') });

/** `POST /session/verify_code` (accounts.md §3.4): the code of the mail. It never stands in for the authenticator app. */
export const sessionVerifyCode: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  const { code } = await parseBody(body, request);
  const { uid } = session;
  if (!session.verified && session.verificationMethod === 'totp-2fa') throw AccountError.totpRequired();
  if (!(await takeCode(ctx, request, { uid, session }, 'verify-session', code)).right) throw AccountError.invalidOtp();
  await ctx.db.transaction(async (tx) => {
    await holdCaller(tx, session, ctx.now());
    await updateAccount(tx, uid, { email_verified: 1 });
    const method = session.verified ? session.verificationMethod : 'email-otp';
    await verifySession(tx, session.sessionIdHash, method, ctx.now());
  });
  await ctx.callers.remember(request, uid);
  audit(request, 'EmailVerified', { uid });
  return {};
};
