import { audit } from '../../http/audit.ts';
import { formatTime } from '../device-record.ts';
import type { Endpoint } from '../endpoint.ts';
import { deleteTotp } from '../store/totp.ts';
import { authenticateVerifiedSession } from '../verified-session.ts';

/** `POST /totp/destroy`. */
export const totpDestroy: Endpoint = async (ctx, request) => {
  const session = await authenticateVerifiedSession(ctx, request);
  const found = await ctx.db.transaction((tx) => deleteTotp(tx, session.uid));
  if (!found) return {};
  audit(request, 'TotpDisabled', { uid: session.uid });
  ctx.mailer.notify(session, 'twoFactorOff', { time: formatTime(ctx.now()) });
  return {};
};
