import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { authenticateSession } from '../../identity/session-auth.ts';
import { formatTime } from '../device/device-record.ts';
import type { Endpoint } from '../endpoint.ts';
import { holdCaller } from '../hold-caller.ts';
import { saveRecoveryCodes } from '../store/recovery-codes.ts';
import { verifySession } from '../store/sessions.ts';
import { findTotp, useTotpStep } from '../store/totp.ts';
import { openTotpSecret, sealRecoveryCode } from './sealed.ts';
import { countSecondFactor } from './second-factor-guess.ts';
import { createRecoveryCodes, totpStep } from './totp.ts';

const body = z.object({ code: z.string().regex(/^\d{6}$/, 'must be 6 digits') });

/**
 * `POST /session/verify/totp` (accounts.md §3.6): finishes a sign-in; the first code after `totp/create` switches two-step
 * sign-in on and gives the recovery codes. A wrong code is `success:false`, not an error.
 */
export const sessionVerifyTotp: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  const { code } = await parseBody(body, request);
  const { uid } = session;
  const totp = await findTotp(ctx.db.query, uid);
  if (!totp) throw AccountError.totpMissing();
  const enrols = totp.verified === 0;
  if (enrols && !session.verified) throw AccountError.unverifiedSession();
  const guess = await countSecondFactor(ctx, request, session);
  const now = ctx.now();
  const step = totpStep(openTotpSecret(ctx.serverKeys, totp), code, now);
  const recoveryCodes = enrols ? createRecoveryCodes() : undefined;
  const success = await ctx.db.transaction(async (tx) => {
    await holdCaller(tx, session, now);
    if (step === undefined || !(await useTotpStep(tx, totp, step))) return false;
    if (recoveryCodes)
      await saveRecoveryCodes(
        tx,
        uid,
        recoveryCodes.map((each) => sealRecoveryCode(ctx.serverKeys, uid, each)),
      );
    await verifySession(tx, session.sessionIdHash, 'totp-2fa', now);
    return true;
  });
  if (!success) {
    guess.wasWrong();
    return { success };
  }
  await guess.wasRight();
  await ctx.callers.remember(request, uid);
  if (!recoveryCodes) return { success };
  audit(request, 'TotpEnabled', { uid });
  ctx.mailer.notify(session, 'twoFactorOn', { time: formatTime(ctx.now()) });
  return { success, recoveryCodes };
};
