import { sha256Hex } from '../crypto/random.ts';
import type { OAuthServer } from './server.ts';
import { deleteAccessToken } from './store/access-tokens.ts';
import { findRefreshTokenClient } from './store/refresh-tokens.ts';

/**
 * Revokes a token of either kind; an unknown one is no error (RFC 7009 §2.2).
 *
 * @param clientId - Only if the token is this client's; absent: whoever holds it may revoke it.
 * @returns False when there was no such token.
 */
export async function revokeToken(server: OAuthServer, token: string, clientId?: string): Promise<boolean> {
  const jti = token.includes('.') ? await server.jwt.openAccessToken(token, { expired: true }) : undefined;
  if (jti !== undefined) return deleteAccessToken(server.db.query, sha256Hex(jti), clientId);
  return revokeRefreshToken(server, sha256Hex(token), clientId);
}

/**
 * Revokes a refresh token with its device, its access tokens and the session that came with it (accounts.md §5.8).
 *
 * @param tokenHash - SHA-256 of the token, hex.
 * @returns False when there was no such token, or it is another client's.
 */
export async function revokeRefreshToken(server: OAuthServer, tokenHash: string, clientId?: string): Promise<boolean> {
  const owner = await findRefreshTokenClient(server.db.query, tokenHash);
  if (owner === undefined || (clientId !== undefined && owner !== clientId)) return false;
  await server.db.transaction((tx) => server.sessions.destroyRefreshToken(tx, tokenHash));
  return true;
}
