import { z } from 'zod';
import { sha256Hex } from '../../crypto/random.ts';
import { parseScope, scopeOfService, scopes } from '../../http/auth/scopes.ts';
import { parseParameters } from '../../http/parse-parameters.ts';
import { InvalidOAuthToken } from '../invalid-token.ts';
import { type Grant, storeAccessToken, type TokenResponse, tokenResponse } from '../issue.ts';
import { parameters } from '../parameters.ts';
import { knownClient, type OAuthServer, refuseMissing } from '../server.ts';
import { findRefreshToken } from '../store/refresh-tokens.ts';
import type { GrantRequest } from './grant.ts';

const schema = z.object({
  client_id: parameters.clientId,
  refresh_token: parameters.refreshToken,
  scope: parameters.scope.optional(),
  service: parameters.service.optional(),
  ttl: parameters.ttl,
});

// Both belong to the moment of signing in.
const onlyAtSignIn: readonly string[] = [scopes.openid, scopes.session];

/**
 * Grant refresh_token (accounts.md §5.3): an access token with the refresh token's scope or a part of it. The refresh token
 * stays as it is, since phones keep theirs for years (accounts.md §10.3.7).
 *
 * @throws {AccountError} 401/110 when the token is unknown, revoked or another client's: a phone then asks to sign in again.
 */
export async function grantRefreshToken(server: OAuthServer, request: GrantRequest): Promise<TokenResponse> {
  const body = parseParameters(schema, request.body);
  const client = knownClient(server, body.client_id);
  const token = await findRefreshToken(server.db.query, sha256Hex(body.refresh_token));
  if (!token || token.clientId !== client.id) throw InvalidOAuthToken.refreshToken();
  const wanted = parseScope(body.scope ?? scopeOfService(body.service) ?? token.scope);
  refuseMissing(parseScope(token.scope), wanted);
  const grant: Grant = {
    account: token,
    clientId: client.id,
    scope: wanted.filter((scope) => !onlyAtSignIn.includes(scope)),
    authAt: token.authAt,
    ttl: body.ttl,
    sessionIdHash: null,
    refreshTokenHash: token.tokenHash,
  };
  const pending = await server.db.transaction(async (tx) => {
    if (!(await server.sessions.holdRefreshToken(tx, token.tokenHash, server.now()))) {
      throw InvalidOAuthToken.refreshToken();
    }
    return storeAccessToken(server, tx, grant);
  });
  return tokenResponse(server, grant, pending);
}
