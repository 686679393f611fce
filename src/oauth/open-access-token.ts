import { sha256Hex } from '../crypto/random.ts';
import type { OAuthContext } from './context.ts';
import { createJwtIssuer, type JwtIssuer } from './jwt-issuer.ts';
import { findAccessToken, type StoredAccessToken } from './store/access-tokens.ts';

/**
 * Checks an access token: signature first, then its row, so that a made-up token costs no statement and a revoked one is
 * noticed at once.
 *
 * @returns What the token stands for, or undefined when it isn't good.
 */
export type AccessTokenOpener = (token: string) => Promise<StoredAccessToken | undefined>;

/** Makes the verifier of Foxden's own access tokens, for the services that accept them. */
export function createAccessTokenOpener(
  ctx: Pick<OAuthContext, 'config' | 'jwtKeys' | 'db' | 'now'>,
  jwt: JwtIssuer = createJwtIssuer(ctx.config.publicUrl ?? '', ctx.jwtKeys, ctx.now),
): AccessTokenOpener {
  return async (token) => {
    const jti = await jwt.openAccessToken(token);
    return jti === undefined ? undefined : findAccessToken(ctx.db.query, sha256Hex(jti), ctx.now());
  };
}
