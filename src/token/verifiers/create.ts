import type { JwtKeyRing } from '../../config/jwt-key-ring.ts';
import type { AccessTokenVerifier } from '../access-token.ts';
import type { TokenContext } from '../context.ts';
import { embeddedVerifier } from './embedded.ts';
import { externalVerifier } from './external.ts';

/** Makes the verifier for wherever the configuration says that accounts live. */
export function createAccessTokenVerifier(
  ctx: Pick<TokenContext, 'config' | 'log' | 'now'> & { jwtKeys: Pick<JwtKeyRing, 'verifying'> },
): AccessTokenVerifier {
  const { accounts } = ctx.config;
  return accounts.mode === 'embedded'
    ? embeddedVerifier({ keys: ctx.jwtKeys, now: ctx.now })
    : externalVerifier({ ...ctx, oauthUrl: accounts.oauthUrl });
}
