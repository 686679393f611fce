import { AccountError } from '../../http/errors/account-error.ts';
import type { Endpoint } from '../endpoint.ts';
import { holdCaller } from '../hold-caller.ts';
import { findNewTotp, saveNewTotp } from '../store/new-totp.ts';
import { findTotp } from '../store/totp.ts';
import { authenticateMfa } from './mfa-token.ts';
import { openTotpSecret, sealTotpSecret } from './sealed.ts';
import { createTotpSecret } from './totp.ts';
import { secretForApp } from './totp-create.ts';

/**
 * `POST /mfa/totp/create` and `/mfa/totp/replace/start`: a secret for an authenticator app. It changes nothing before the end
 * of the setup; who asks again meanwhile is given the same one.
 *
 * @param replaces - Whether the account has an app already, which the new one is to take the place of.
 */
export const mfaTotpNew =
  (replaces: boolean): Endpoint =>
  async (ctx, request) => {
    const session = await authenticateMfa(ctx, request);
    const { uid } = session;
    const secret = await ctx.db.transaction(async (tx) => {
      const now = ctx.now();
      await holdCaller(tx, session, now);
      const isInUse = (await findTotp(tx, uid))?.verified === 1;
      if (isInUse !== replaces) throw replaces ? AccountError.totpMissing() : AccountError.totpExists();
      const waiting = await findNewTotp(tx, uid, now);
      if (waiting) return openTotpSecret(ctx.serverKeys, { uid, secret: waiting.secret });
      const made = createTotpSecret();
      await saveNewTotp(tx, uid, { secret: sealTotpSecret(ctx.serverKeys, uid, made), step: null }, now);
      return made;
    });
    return secretForApp(ctx, session, secret);
  };
