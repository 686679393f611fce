import { audit } from '../../http/audit.ts';
import { formatTime } from '../device/device-record.ts';
import type { Authenticate, Endpoint } from '../endpoint.ts';
import { holdCaller } from '../hold-caller.ts';
import { deleteTotp } from '../store/totp.ts';

/** `POST /totp/destroy` and `/mfa/totp/destroy`. */
export const totpDestroy =
  (authenticate: Authenticate): Endpoint =>
  async (ctx, request) => {
    const session = await authenticate(ctx, request);
    const found = await ctx.db.transaction(async (tx) => {
      await holdCaller(tx, session, ctx.now());
      return deleteTotp(tx, session.uid);
    });
    if (!found) return {};
    audit(request, 'TotpDisabled', { uid: session.uid });
    ctx.mailer.notify(session, 'twoFactorOff', { time: formatTime(ctx.now()) });
    return {};
  };
