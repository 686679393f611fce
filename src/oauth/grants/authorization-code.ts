import type { Selectable } from 'kysely';
import { z } from 'zod';
import { sha256Hex } from '../../crypto/random.ts';
import type { Queries } from '../../database/database.ts';
import type { OAuthCodeTable } from '../../database/tables/oauth.ts';
import { parseScope, scopes } from '../../http/auth/scopes.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseParameters } from '../../http/parse-parameters.ts';
import type { OAuthClient } from '../clients.ts';
import { idToken } from '../id-token.ts';
import { type Grant, storeAccessToken, storeRefreshToken, type TokenResponse, tokenResponse } from '../issue.ts';
import { parameters } from '../parameters.ts';
import { matchesChallenge } from '../pkce.ts';
import { knownClient, type OAuthServer } from '../server.ts';
import { type Authorizer, findAuthorizer } from '../store/authorizers.ts';
import { takeCode } from '../store/codes.ts';
import type { GrantRequest } from './grant.ts';

const schema = z.object({
  client_id: parameters.clientId,
  code: parameters.code,
  code_verifier: z.string().optional(),
  redirect_uri: z.string().optional(),
  ttl: parameters.ttl,
});

type Code = Selectable<OAuthCodeTable>;

/**
 * Grant authorization_code (accounts.md §5.3): a code and its PKCE verifier for tokens. The code is used up by the first
 * try, right or wrong.
 *
 * @throws {AccountError} 400/162, 172 to 175, 167 or 169.
 */
export async function grantAuthorizationCode(server: OAuthServer, request: GrantRequest): Promise<TokenResponse> {
  const body = parseParameters(schema, request.body);
  const client = knownClient(server, body.client_id);
  if (body.code_verifier === undefined) throw missingPkce();
  const outcome = await server.db.transaction(async (tx) => {
    const code = await takeCode(tx, sha256Hex(body.code));
    const isHeld = code && (await server.sessions.holdSession(tx, code.session_id_hash, server.now()));
    const authorizer = isHeld && (await findAuthorizer(tx, code.session_id_hash));
    if (!code || !authorizer) return new AccountError(400, 172, 'Unknown authorization code');
    // Returned, not thrown: a wrong try uses the code up all the same.
    const refusal = refuse(server, code, { ...body, code_verifier: body.code_verifier! });
    return refusal ?? issue(server, tx, { code, authorizer, client, ttl: body.ttl, request });
  });
  if (outcome instanceof AccountError) throw outcome;
  const { grant, pending, authorizer, extras } = outcome;
  const response = await tokenResponse(server, grant, pending);
  return { ...response, ...(await idToken(server, grant, authorizer, response.access_token)), ...extras };
}

function refuse(
  server: OAuthServer,
  code: Code,
  given: { client_id: string; code_verifier: string; redirect_uri?: string },
): AccountError | undefined {
  if (code.client_id !== given.client_id) return new AccountError(400, 173, 'Incorrect authorization code');
  if (code.expires_at <= server.now()) return new AccountError(400, 174, 'Expired authorization code');
  if (given.redirect_uri !== undefined && given.redirect_uri !== code.redirect_uri) {
    return new AccountError(400, 167, 'Incorrect redirect_uri', { redirectUri: given.redirect_uri });
  }
  if (!matchesChallenge(given.code_verifier, code.code_challenge)) {
    return new AccountError(400, 175, 'Incorrect code_challenge');
  }
  return undefined;
}

async function issue(
  server: OAuthServer,
  tx: Queries,
  from: { code: Code; authorizer: Authorizer; client: OAuthClient; ttl?: number; request: GrantRequest },
) {
  const { code, authorizer, client, request } = from;
  const scope = parseScope(code.scope);
  const caller = request.session?.uid === authorizer.uid ? request.session.sessionIdHash : null;
  if (caller !== null && caller !== code.session_id_hash) {
    if (!(await server.sessions.holdSession(tx, caller, server.now()))) throw AccountError.invalidToken();
  }
  const extras: Partial<TokenResponse> = {};
  const binding = { sessionIdHash: client.livesOn === 'session' ? caller : null, ownsSession: false };
  if (scope.includes(scopes.session)) {
    const { sessionToken, sessionIdHash } = await server.sessions.createSession(tx, {
      uid: authorizer.uid,
      now: server.now(),
      authAt: code.auth_at,
      verified: authorizer.verified,
      verificationMethod: authorizer.verificationMethod,
      userAgent: request.userAgent,
    });
    extras.session_token = sessionToken;
    binding.sessionIdHash ??= sessionIdHash;
    binding.ownsSession = client.livesOn === 'refresh token';
  }
  const base = { account: authorizer, clientId: client.id, scope, authAt: code.auth_at, ttl: from.ttl };
  const refresh =
    code.access_type === 'offline' ? await storeRefreshToken(server, tx, { ...base, ...binding }) : undefined;
  if (refresh) extras.refresh_token = refresh.token;
  if (code.keys_jwe !== null) extras.keys_jwe = code.keys_jwe;
  const grant: Grant = { ...base, sessionIdHash: caller, refreshTokenHash: refresh?.tokenHash ?? null };
  return { grant, authorizer, extras, pending: await storeAccessToken(server, tx, grant) };
}

const missingPkce = () => new AccountError(400, 169, 'Public clients require PKCE OAuth parameters');
