import { AccountError } from '../../http/errors/account-error.ts';
import type { AccountsContext } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { holdCaller } from '../hold-caller.ts';
import { authenticateWithProof } from '../recent-proof.ts';
import { holdAccount } from '../store/accounts.ts';
import { findTotp, saveTotp } from '../store/totp.ts';
import { sealTotpSecret } from './sealed.ts';
import { createTotpSecret, totpQrCode } from './totp.ts';

/** `POST /totp/create` (accounts.md §3.6): a secret, which counts once a first code of it is typed. */
export const totpCreate: Endpoint = async (ctx, request) => {
  const session = await authenticateWithProof(ctx, request);
  const { uid } = session;
  const secret = createTotpSecret();
  await ctx.db.transaction(async (tx) => {
    await holdCaller(tx, session, ctx.now());
    await holdAccount(tx, uid);
    if ((await findTotp(tx, uid))?.verified === 1) throw AccountError.totpExists();
    await saveTotp(tx, {
      uid,
      secret: sealTotpSecret(ctx.serverKeys, uid, secret),
      verified: 0,
      last_step: 0,
      created_at: ctx.now(),
    });
  });
  return secretForApp(ctx, session, secret);
};

/** A secret as people type it into their app, and as the app scans it. */
export function secretForApp(
  ctx: Pick<AccountsContext, 'config'>,
  { email }: { email: string },
  secret: string,
): { qrCodeUrl: string; secret: string } {
  const issuer = new URL(ctx.config.publicUrl ?? 'http://localhost').hostname;
  return { qrCodeUrl: totpQrCode(secret, email, issuer), secret };
}
