import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { formatTime } from '../device/device-record.ts';
import type { Endpoint } from '../endpoint.ts';
import { findTotp, saveTotp } from '../store/totp.ts';
import { authenticateMfa } from './mfa-token.ts';
import { checkNewTotp } from './new-totp-code.ts';

/** `POST /mfa/totp/replace/confirm`: a first code of the other app puts it in the place of the old one. */
export const mfaTotpReplaceConfirm: Endpoint = async (ctx, request) => {
  const session = await authenticateMfa(ctx, request);
  const { uid } = session;
  const now = ctx.now();
  await checkNewTotp(ctx, request, session, async (tx, { secret, step }) => {
    if ((await findTotp(tx, uid))?.verified !== 1) throw AccountError.totpMissing();
    await saveTotp(tx, { uid, secret, verified: 1, last_step: step, created_at: now });
  });
  audit(request, 'TotpEnabled', { uid });
  ctx.mailer.notify(session, 'twoFactorOn', { time: formatTime(now) });
  return { success: true };
};
