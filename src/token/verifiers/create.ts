import type { AccessTokenVerifier } from '../access-token.ts';
import type { TokenContext } from '../context.ts';
import { embeddedVerifier } from './embedded.ts';
import { externalVerifier } from './external.ts';

/** Makes the verifier for wherever the configuration says that accounts live. */
export function createAccessTokenVerifier(
  ctx: Pick<TokenContext, 'config' | 'secrets' | 'log' | 'now'>,
): AccessTokenVerifier {
  const { accounts } = ctx.config;
  return accounts.mode === 'embedded'
    ? embeddedVerifier(ctx)
    : externalVerifier({ ...ctx, oauthUrl: accounts.oauthUrl });
}
