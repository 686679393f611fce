import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { formatTime } from '../device/device-record.ts';
import type { Endpoint } from '../endpoint.ts';
import { holdCaller } from '../hold-caller.ts';
import { holdAccount } from '../store/accounts.ts';
import { findNewTotp, takeNewTotp } from '../store/new-totp.ts';
import { countRecoveryCodes, saveRecoveryCodes } from '../store/recovery-codes.ts';
import { verifySession } from '../store/sessions.ts';
import { findTotp, saveTotp } from '../store/totp.ts';
import { authenticateMfa } from './mfa-token.ts';
import { sealRecoveryCode } from './sealed.ts';
import { createRecoveryCodes } from './totp.ts';

/**
 * `POST /mfa/totp/setup/complete`: switches two-step sign-in on, after `setup/verify`. Who has kept no recovery codes is given
 * some: without any, a lost app would lock its owner out.
 */
export const mfaTotpSetupComplete: Endpoint = async (ctx, request) => {
  const session = await authenticateMfa(ctx, request);
  const { uid } = session;
  const now = ctx.now();
  const recoveryCodes = await ctx.db.transaction(async (tx) => {
    await holdCaller(tx, session, now);
    await holdAccount(tx, uid);
    if ((await findTotp(tx, uid))?.verified === 1) throw AccountError.totpExists();
    const totp = await findNewTotp(tx, uid, now);
    if (!totp || totp.step === null || !(await takeNewTotp(tx, uid, totp))) throw AccountError.totpMissing();
    await saveTotp(tx, { uid, secret: totp.secret, verified: 1, last_step: totp.step, created_at: now });
    await verifySession(tx, session.sessionIdHash, 'totp-2fa', now);
    if ((await countRecoveryCodes(tx, uid)) > 0) return undefined;
    const codes = createRecoveryCodes();
    const sealed = codes.map((code) => sealRecoveryCode(ctx.serverKeys, uid, code));
    await saveRecoveryCodes(tx, uid, sealed);
    return codes;
  });
  audit(request, 'TotpEnabled', { uid });
  ctx.mailer.notify(session, 'twoFactorOn', { time: formatTime(now) });
  return { success: true, ...(recoveryCodes && { recoveryCodes }) };
};
