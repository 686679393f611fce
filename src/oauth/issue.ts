import { randomHex, sha256Hex } from '../crypto/random.ts';
import type { Queries } from '../database/database.ts';
import { includesScope, scopes } from '../http/auth/scopes.ts';
import { accessTokenLife } from './lifetimes.ts';
import type { OAuthServer } from './server.ts';
import { insertAccessToken } from './store/access-tokens.ts';
import type { Authorizer } from './store/authorizers.ts';
import { makeRoomForAccessToken } from './store/make-room.ts';
import { insertRefreshToken } from './store/refresh-tokens.ts';

/** What an access token is issued for. Times in ms, `ttl` in seconds. */
export interface Grant {
  account: Pick<Authorizer, 'uid' | 'email' | 'verifierSetAt' | 'profileChangedAt'>;
  clientId: string;
  scope: readonly string[];
  authAt: number;
  /** Life that the client asks for. */
  ttl?: number;
  /** The token ends with this session, or with this refresh token. */
  sessionIdHash: string | null;
  refreshTokenHash: string | null;
}

/** An access token that is in the database but not signed yet. */
export interface PendingToken {
  jti: string;
  ttl: number;
}

/** The part of a token response that all grants share (accounts.md §5.3). Times in seconds. */
export interface TokenResponse {
  access_token: string;
  token_type: 'bearer';
  scope: string;
  expires_in: number;
  auth_at: number;
  refresh_token?: string;
  id_token?: string;
  keys_jwe?: string;
  session_token?: string;
}

/**
 * Writes down an access token. Two statements.
 *
 * @param tx - A transaction that holds the session and the refresh token that the access token shall end with.
 */
export async function storeAccessToken(server: OAuthServer, tx: Queries, grant: Grant): Promise<PendingToken> {
  const jti = randomHex(32);
  const ttl = accessTokenLife(grant.ttl);
  const now = server.now();
  await makeRoomForAccessToken(tx, grant.account.uid);
  await insertAccessToken(tx, {
    jti_hash: sha256Hex(jti),
    uid: grant.account.uid,
    client_id: grant.clientId,
    scope: grant.scope.join(' '),
    session_id_hash: grant.sessionIdHash,
    refresh_token_hash: grant.refreshTokenHash,
    created_at: now,
    expires_at: now + ttl * 1000,
  });
  return { jti, ttl };
}

/**
 * Writes down a new refresh token. Two statements.
 *
 * @returns The token, which is stored nowhere, and the hash that names it.
 */
export async function storeRefreshToken(
  server: OAuthServer,
  tx: Queries,
  grant: Pick<Grant, 'account' | 'clientId' | 'scope' | 'authAt' | 'sessionIdHash'> & { ownsSession?: boolean },
): Promise<{ token: string; tokenHash: string }> {
  const token = randomHex(32);
  const tokenHash = sha256Hex(token);
  const now = server.now();
  await server.sessions.makeRoomForRefreshToken(tx, grant.account.uid);
  await insertRefreshToken(tx, {
    token_hash: tokenHash,
    uid: grant.account.uid,
    client_id: grant.clientId,
    scope: grant.scope.join(' '),
    session_id_hash: grant.sessionIdHash,
    owns_session: grant.ownsSession ? 1 : 0,
    auth_at: grant.authAt,
    created_at: now,
    last_used_at: now,
  });
  return { token, tokenHash };
}

/** Signs what was written down. Apart from that, so that no transaction waits for a signature. */
export async function tokenResponse(server: OAuthServer, grant: Grant, pending: PendingToken): Promise<TokenResponse> {
  const { account, clientId, scope } = grant;
  const accessToken = await server.jwt.accessToken({
    uid: account.uid,
    clientId,
    scope,
    audience: includesScope(scope, scopes.oldsync) ? server.tokenServerUrl : clientId,
    jti: pending.jti,
    generation: account.verifierSetAt,
    profileChangedAt: account.profileChangedAt,
    ttl: pending.ttl,
  });
  return {
    access_token: accessToken,
    token_type: 'bearer',
    scope: scope.join(' '),
    expires_in: pending.ttl,
    auth_at: Math.floor(grant.authAt / 1000),
  };
}
