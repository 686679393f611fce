import type { Request } from 'express';
import { parseAuthorization } from '../../http/auth/authorization.ts';
import { scopes } from '../../http/auth/scopes.ts';
import { TokenError } from '../../http/errors/token-error.ts';
import {
  type AccessTokenVerifier,
  BadTokenError,
  type VerifiedAccessToken,
  VerifierUnreachableError,
} from '../access-token.ts';
import { type KeyId, parseKeyId } from './parse-key-id.ts';

/** Longest life of a storage token, seconds; also what clients get that don't ask for less. */
export const maxDuration = 3600;

/** The same for a node with a database of its own, which hears of no revocation: so much later at the latest it asks here. */
export const maxDurationElsewhere = 300;

/**
 * Verifies the access token of a request (sync15.md §17.1).
 *
 * @throws {TokenError} 401 when the client must get another token, 503 when the verifier can't be reached.
 */
export async function authenticate(request: Request, verifier: AccessTokenVerifier): Promise<VerifiedAccessToken> {
  const authorization = parseAuthorization(request.get('authorization'));
  if (authorization.scheme === 'none') throw TokenError.unauthorized('Unauthorized');
  if (authorization.scheme !== 'bearer') throw TokenError.unauthorized('Unsupported');
  const token = await verifier.verify(authorization.token).catch((error: unknown) => {
    if (error instanceof BadTokenError) throw TokenError.invalidCredentials();
    // A 401 here would sign people out for a fault that isn't theirs (sync15.md §18.1).
    if (error instanceof VerifierUnreachableError) throw TokenError.unavailable('Accounts can not be asked right now');
    throw error;
  });
  if (!token.scope.includes(scopes.oldsync)) throw TokenError.invalidCredentials();
  return token;
}

/**
 * Reads what the client says about its Sync key from X-KeyID and, where sent, X-Client-State (sync15.md §17.2).
 *
 * @throws {TokenError} 400 or 401.
 */
export function readKeyId(request: Request): KeyId {
  const header = request.get('x-keyid');
  if (!header) throw TokenError.invalidKeyId();
  const keyId = parseKeyId(header);
  if (!keyId) throw TokenError.invalidCredentials();
  const clientState = request.get('x-client-state');
  if (clientState === undefined) return keyId;
  if (!/^[a-zA-Z0-9._-]{1,32}$/.test(clientState)) {
    throw TokenError.malformed({
      location: 'header',
      name: 'X-Client-State',
      description: 'Invalid client state value',
    });
  }
  if (clientState.toLowerCase() !== keyId.clientState) throw TokenError.invalidClientState('Unauthorized');
  return keyId;
}

/**
 * Reads how long the storage token shall live, from the query. What is no such number is ignored, as by Mozilla's server.
 *
 * @param isElsewhere - Whether the user's data is on a node with a database of its own.
 * @returns Seconds, at most {@link maxDuration} or {@link maxDurationElsewhere}.
 */
export function readDuration(request: Request, isElsewhere: boolean): number {
  const { duration } = request.query;
  const most = isElsewhere ? maxDurationElsewhere : maxDuration;
  if (typeof duration !== 'string' || !/^0*[1-9]\d*$/.test(duration)) return most;
  return Math.min(Number(duration), most);
}
