import type { Endpoint } from '../endpoint.ts';
import { saveNewTotp } from '../store/new-totp.ts';
import { authenticateMfa } from './mfa-token.ts';
import { checkNewTotp } from './new-totp-code.ts';

/**
 * `POST /mfa/totp/setup/verify`: a first code of the new secret. Nothing is switched on before `setup/complete`, so that
 * recovery codes can be kept in between.
 */
export const mfaTotpSetupVerify: Endpoint = async (ctx, request) => {
  const session = await authenticateMfa(ctx, request);
  await checkNewTotp(ctx, request, session, (tx, totp) => saveNewTotp(tx, session.uid, totp, ctx.now()));
  return { success: true };
};
