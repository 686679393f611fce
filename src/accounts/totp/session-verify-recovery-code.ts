import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { authenticateSession } from '../../identity/session-auth.ts';
import { formatTime } from '../device/device-record.ts';
import type { Endpoint } from '../endpoint.ts';
import { holdCaller } from '../hold-caller.ts';
import { takeRecoveryCode } from '../store/recovery-codes.ts';
import { verifySession } from '../store/sessions.ts';
import { isRecoveryCode } from './sealed.ts';
import { countSecondFactor } from './second-factor-guess.ts';

const body = z.object({ code: z.string().min(1).max(32) });

/** `POST /session/verify/recoveryCode` (accounts.md §3.6): in place of the authenticator app, each code once. */
export const sessionVerifyRecoveryCode: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  const { code } = await parseBody(body, request);
  const { uid } = session;
  const guess = await countSecondFactor(ctx, request, session);
  const typed = code.replaceAll(/[\s-]/g, '').toLowerCase();
  const remaining = await ctx.db.transaction(async (tx) => {
    await holdCaller(tx, session, ctx.now());
    const left = await takeRecoveryCode(tx, uid, (sealed) => isRecoveryCode(ctx.serverKeys, uid, sealed, typed));
    if (left !== undefined) await verifySession(tx, session.sessionIdHash, 'totp-2fa', ctx.now());
    return left;
  });
  if (remaining === undefined) {
    guess.wasWrong();
    throw AccountError.recoveryCodeMissing();
  }
  await guess.wasRight();
  await ctx.callers.remember(request, uid);
  audit(request, 'RecoveryCodeUsed', { uid, remaining });
  ctx.mailer.notify(session, 'recoveryCodeUsed', { remaining, time: formatTime(ctx.now()) });
  return { remaining };
};
