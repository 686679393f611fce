import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { VerifierUnreachableError } from '../access-token.ts';
import type { GuardedFetch } from './guarded-fetch.ts';

/** How long keys of the other server are used; ms. */
export interface KeyAges {
  /** Until they are fetched again. */
  fresh: number;
  /** Between two fetches because of unknown keys. */
  cooldown: number;
}

/**
 * Finds the key that an access token of another account server was signed with, from its JWKS. Keys are fetched when they are
 * first needed, when they have grown old, and for an unknown `kid`; while that fails the old ones are kept.
 *
 * @param oauthUrl - Base of the OAuth server, without `/v1`.
 * @returns A key finder for `jwtVerify`. It throws jose's `JWKSNoMatchingKey` for an unknown key, and
 *   {@link VerifierUnreachableError} when there are no keys at all.
 */
export function remoteKeys(oauthUrl: string, fetch: GuardedFetch, { fresh, cooldown }: KeyAges): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(new URL(`${oauthUrl}/v1/jwks`), {
    cacheMaxAge: fresh,
    cooldownDuration: cooldown,
    // guardedFetch has limits of its own, for two tries; this one is only the last resort.
    timeoutDuration: 60_000,
    [customFetch]: (url, { headers }) => fetch(url, { headers }),
  });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      const kept = remote.jwks();
      if (!kept) throw new VerifierUnreachableError('its keys can not be fetched', { cause: error });
      return createLocalJWKSet(kept)(header, token);
    }
  };
}
