import { z } from 'zod';
import { randomHex, sha256Hex } from '../../crypto/random.ts';
import { bearsKeys, missingScopes, needsVerifiedSession, parseScope, scopes } from '../../http/auth/scopes.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseParameters } from '../../http/parse-parameters.ts';
import { InvalidOAuthToken } from '../invalid-token.ts';
import { type Grant, storeAccessToken, type TokenResponse, tokenResponse } from '../issue.ts';
import { parameters } from '../parameters.ts';
import { knownClient, type OAuthServer, requestedScopes } from '../server.ts';
import { findRefreshToken, replaceRefreshToken } from '../store/refresh-tokens.ts';
import type { GrantRequest } from './grant.ts';

const schema = z.object({
  subject_token: parameters.refreshToken,
  subject_token_type: z.literal('urn:ietf:params:oauth:token-type:refresh_token'),
  scope: parameters.scope,
  ttl: parameters.ttl,
});

/**
 * Grant token-exchange (RFC 8693, accounts.md §5.3): a phone's refresh token for one with more scopes. The new token takes
 * the old one's place with its device, its session and its access tokens. Scopes that come with a key can't be had this way:
 * the key is only handed out by signing in.
 *
 * @throws {AccountError} 401/110 when the token is unknown or revoked, 400/163 when the client may not have the scopes.
 */
export async function grantTokenExchange(server: OAuthServer, request: GrantRequest): Promise<TokenResponse> {
  const body = parseParameters(schema, request.body);
  const tokenHash = sha256Hex(body.subject_token);
  const replacement = randomHex(32);
  const { grant, pending } = await server.db.transaction(async (tx) => {
    const old = await findRefreshToken(tx, tokenHash);
    if (!old) throw InvalidOAuthToken.refreshToken();
    const held = parseScope(old.scope);
    const wanted = requestedScopes(knownClient(server, old.clientId), body);
    const added = missingScopes(held, wanted);
    // What came without a key may have come from a session that wasn't verified.
    const isTrusted = bearsKeys(held);
    const refused = added.filter(
      (scope) => bearsKeys([scope]) || scope === scopes.session || (!isTrusted && needsVerifiedSession([scope])),
    );
    if (refused.length > 0) throw AccountError.invalidScopes(refused.join(' '));
    const scope = [...held, ...added];
    const refreshTokenHash = sha256Hex(replacement);
    const renewed = { tokenHash: refreshTokenHash, scope: scope.join(' '), now: server.now() };
    if (!(await replaceRefreshToken(tx, old, renewed))) throw InvalidOAuthToken.refreshToken();
    await server.sessions.moveDevice(tx, tokenHash, refreshTokenHash);
    const grant: Grant = {
      account: old,
      clientId: old.clientId,
      scope,
      authAt: old.authAt,
      ttl: body.ttl,
      sessionIdHash: null,
      refreshTokenHash,
    };
    return { grant, pending: await storeAccessToken(server, tx, grant) };
  });
  return { ...(await tokenResponse(server, grant, pending)), refresh_token: replacement };
}
