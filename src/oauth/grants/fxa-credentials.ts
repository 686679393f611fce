import { z } from 'zod';
import { needsVerifiedSession } from '../../http/auth/scopes.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseParameters } from '../../http/parse-parameters.ts';
import type { SessionCredential } from '../../identity/credential.ts';
import { idToken } from '../id-token.ts';
import {
  type Grant,
  type PendingToken,
  storeAccessToken,
  storeRefreshToken,
  type TokenResponse,
  tokenResponse,
} from '../issue.ts';
import { parameters } from '../parameters.ts';
import { knownClient, type OAuthServer, requestedScopes } from '../server.ts';
import { deleteSuperseded } from '../store/refresh-tokens.ts';
import type { GrantRequest } from './grant.ts';

const schema = z.object({
  client_id: parameters.clientId,
  scope: parameters.scope.optional(),
  service: parameters.service.optional(),
  access_type: parameters.accessType,
  ttl: parameters.ttl,
});

/**
 * Grant fxa-credentials (accounts.md §5.3): a session for tokens. Desktop lives on it, since it throws its refresh token
 * away (accounts.md §0.3.6).
 *
 * @throws {AccountError} 401/110 without a session, 400/138 when the session isn't verified and that is asked for which needs it.
 */
export async function grantFxaCredentials(server: OAuthServer, request: GrantRequest): Promise<TokenResponse> {
  const { session } = request;
  if (!session) throw AccountError.invalidToken();
  const body = parseParameters(schema, request.body);
  const client = knownClient(server, body.client_id);
  const scope = requestedScopes(client, body);
  if (!session.verified && needsVerifiedSession(scope)) throw AccountError.unverifiedSession();
  const grant: Grant = {
    account: session,
    clientId: client.id,
    scope,
    authAt: session.authAt,
    ttl: body.ttl,
    sessionIdHash: session.sessionIdHash,
    refreshTokenHash: null,
  };
  const response =
    body.access_type === 'offline'
      ? await withRefreshToken(server, grant, session)
      : await tokenResponse(server, grant, await withoutRefreshToken(server, grant, session));
  return { ...response, ...(await idToken(server, grant, session, response.access_token)) };
}

function withoutRefreshToken(
  server: OAuthServer,
  grant: Grant,
  { sessionIdHash }: SessionCredential,
): Promise<PendingToken> {
  return server.db.transaction(async (tx) => {
    if (!(await server.sessions.holdSession(tx, sessionIdHash, server.now()))) throw AccountError.invalidToken();
    return storeAccessToken(server, tx, grant);
  });
}

async function withRefreshToken(
  server: OAuthServer,
  grant: Grant,
  { uid, sessionIdHash }: SessionCredential,
): Promise<TokenResponse> {
  const { refresh, pending } = await server.db.transaction(async (tx) => {
    if (!(await server.sessions.holdSession(tx, sessionIdHash, server.now()))) throw AccountError.invalidToken();
    await deleteSuperseded(tx, { uid, sessionIdHash, clientId: grant.clientId, scope: grant.scope.join(' ') });
    const refresh = await storeRefreshToken(server, tx, grant);
    return { refresh, pending: await storeAccessToken(server, tx, { ...grant, refreshTokenHash: refresh.tokenHash }) };
  });
  return { ...(await tokenResponse(server, grant, pending)), refresh_token: refresh.token };
}
