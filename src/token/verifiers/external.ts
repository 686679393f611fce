import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Logger } from '../../log/logger.ts';
import {
  type AccessTokenVerifier,
  BadTokenError,
  type VerifiedAccessToken,
  VerifierUnreachableError,
} from '../access-token.ts';
import { generationOf, parseExactly } from '../request/exact-numbers.ts';
import { parseScopes } from '../request/parse-scopes.ts';
import { readClaims } from './embedded.ts';
import { type FetchPatience, type GuardedFetch, guardedFetch } from './guarded-fetch.ts';
import { type KeyAges, remoteKeys } from './remote-keys.ts';

/** Settings of {@link externalVerifier}; times in ms. */
export interface ExternalVerifierOptions {
  /** Base of the OAuth server, without `/v1`. */
  oauthUrl: string;
  log: Logger;
  now(): number;
  patience?: FetchPatience;
  ages?: KeyAges;
}

const hour = 3_600_000;
const defaultPatience = { timeout: 10_000, failures: 3, rest: 15_000 };
const defaultAges = { fresh: 6 * hour, cooldown: 60_000 };

// Clocks of two servers differ; 60 s is what syncstorage-rs allows (sync15.md §17.1 point 3).
const clockTolerance = 60;

/**
 * Verifies access tokens of another account server, Mozilla's or a self-hosted one (sync15.md §17.1): by its public keys, and
 * by asking it where those don't tell, for tokens that are no JWT or are signed with an unknown key.
 */
export function externalVerifier(options: ExternalVerifierOptions): AccessTokenVerifier {
  const { oauthUrl, log, now, patience = defaultPatience, ages = defaultAges } = options;
  const fetch = guardedFetch({ log, patience });
  const keys = remoteKeys(oauthUrl, fetch, ages);
  return {
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, keys, {
          algorithms: ['RS256'],
          typ: 'at+jwt',
          requiredClaims: ['sub', 'exp'],
          clockTolerance,
          currentDate: new Date(now()),
        });
        return readClaims(payload, token);
      } catch (error) {
        if (saysNothing(error)) return askServer(`${oauthUrl}/v1/verify`, token, fetch);
        if (error instanceof errors.JOSEError) throw new BadTokenError(error.code, { cause: error });
        throw error;
      }
    },
  };
}

function saysNothing(error: unknown): boolean {
  return (
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof VerifierUnreachableError
  );
}

const verifyAnswer = z.object({
  user: z.string().regex(/^[0-9a-f]{32}$/),
  scope: z.union([z.string(), z.array(z.string())]),
  client_id: z.string().nullish(),
  generation: z.unknown().optional(),
});

async function askServer(url: string, token: string, fetch: GuardedFetch): Promise<VerifiedAccessToken> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const body = await response
    .text()
    .then(parseExactly)
    .catch(() => undefined);
  if (!response.ok) throw new BadTokenError(`the account server answered ${response.status}`);
  const answer = verifyAnswer.safeParse(body);
  if (!answer.success) throw new VerifierUnreachableError('the account server answered something else');
  const { user, scope, client_id } = answer.data;
  const generation = generationOf(answer.data.generation);
  if (generation === undefined) throw new VerifierUnreachableError('the account server answered something else');
  return { uid: user, scope: parseScopes(scope), generation, clientId: client_id ?? null };
}
