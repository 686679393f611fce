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
 * first needed, when they have grown old, and for an unknown `kid`. Old ones go on being used until new ones have come, so
 * that nobody waits for a server that is down.
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
  const withKept = (...args: Parameters<JWTVerifyGetKey>) => {
    const kept = remote.jwks();
    if (!kept) throw new VerifierUnreachableError('its keys can not be fetched');
    return createLocalJWKSet(kept)(...args);
  };
  return async (...args) => {
    if (remote.jwks() && !remote.fresh) {
      remote.reload().catch(() => {});
      return withKept(...args);
    }
    try {
      return await remote(...args);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      return withKept(...args);
    }
  };
}
