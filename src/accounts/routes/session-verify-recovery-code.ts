import { z } from 'zod';
import { sha256Hex } from '../../crypto/random.ts';
import { audit } from '../../http/audit.ts';
import { authenticateSession } from '../../http/auth/session-auth.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { formatTime } from '../device-record.ts';
import type { Endpoint } from '../endpoint.ts';
import { takeRecoveryCode } from '../store/recovery-codes.ts';
import { verifySession } from '../store/sessions.ts';

const body = z.object({ code: z.string().min(1).max(32) });

/** `POST /session/verify/recoveryCode` (accounts.md §3.6): in place of the authenticator app, each code once. */
export const sessionVerifyRecoveryCode: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  const { code } = await parseBody(body, request);
  const { uid } = session;
  await ctx.limits.spend('codeOfAccount', `${uid} totp`);
  const typed = code.replaceAll(/[\s-]/g, '').toLowerCase();
  const remaining = await ctx.db.transaction(async (tx) => {
    const left = await takeRecoveryCode(tx, uid, sha256Hex(typed));
    if (left !== undefined) await verifySession(tx, session.sessionIdHash, 'totp-2fa');
    return left;
  });
  if (remaining === undefined) {
    audit(request, 'TotpFailed', { uid });
    throw AccountError.recoveryCodeMissing();
  }
  await ctx.limits.clear('codeOfAccount', `${uid} totp`);
  audit(request, 'RecoveryCodeUsed', { uid, remaining });
  ctx.mailer.notify(session, 'recoveryCodeUsed', { remaining, time: formatTime(ctx.now()) });
  return { remaining };
};
