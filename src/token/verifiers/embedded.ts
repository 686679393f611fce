import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { JwtKeyRing } from '../../config/jwt-key-ring.ts';
import { sha256Hex } from '../../crypto/random.ts';
import { type AccessTokenVerifier, BadTokenError, type VerifiedAccessToken } from '../access-token.ts';
import { generationOf, parseExactly } from '../request/exact-numbers.ts';
import { parseScopes } from '../request/parse-scopes.ts';

/**
 * Verifies access tokens that our own OAuth server has issued (accounts.md §5.6): the signature here, with keys that are
 * imported once; whether the token was revoked is left to the statement that finds the user.
 *
 * @param options - `keys`: those of the issuer; `now` tells the time in ms.
 */
export function embeddedVerifier(options: { keys: Pick<JwtKeyRing, 'verifying'>; now(): number }): AccessTokenVerifier {
  const keyOf = ({ kid }: { kid?: string }) => {
    const key = options.keys.verifying(kid);
    if (!key) throw new errors.JWKSNoMatchingKey();
    return key;
  };
  return {
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, keyOf, {
          algorithms: ['RS256'],
          typ: 'at+jwt',
          requiredClaims: ['sub', 'exp', 'jti'],
          currentDate: new Date(options.now()),
        });
        return { ...readClaims(payload, token), jtiHash: sha256Hex(payload.jti!) };
      } catch (error) {
        if (error instanceof errors.JOSEError) throw new BadTokenError(error.code, { cause: error });
        throw error;
      }
    },
  };
}

/**
 * Reads the claims that the token server needs (sync15.md §17.1 point 3); `aud` and `iss` are not among them, since issuers
 * differ in what they put there.
 *
 * @param claims - As verified.
 * @param token - The token that has them.
 * @throws {BadTokenError} When `sub` isn't an account uid or the generation isn't a number.
 */
export function readClaims(claims: JWTPayload, token: string): VerifiedAccessToken {
  if (!/^[0-9a-f]{32}$/.test(claims.sub ?? '')) throw new BadTokenError('sub is no account uid');
  // jose has rounded what is beyond 2^53.
  const exact = parseExactly(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;
  const generation = generationOf(exact['fxa-generation']);
  if (generation === undefined) throw new BadTokenError('fxa-generation is no number');
  return {
    uid: claims.sub!,
    scope: parseScopes(claims.scope),
    generation,
    clientId: typeof claims.client_id === 'string' ? claims.client_id : null,
  };
}
