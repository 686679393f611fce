import type { RequestHandler } from 'express';
import { AccountError } from '../../http/errors/account-error.ts';
import { readJson } from '../../http/read-body.ts';
import { authenticateOptionalSession } from '../../identity/session-auth.ts';
import { grantAuthorizationCode } from '../grants/authorization-code.ts';
import { grantFxaCredentials } from '../grants/fxa-credentials.ts';
import type { GrantRequest } from '../grants/grant.ts';
import { grantRefreshToken } from '../grants/refresh-token.ts';
import { grantTokenExchange } from '../grants/token-exchange.ts';
import type { TokenResponse } from '../issue.ts';
import type { OAuthServer } from '../server.ts';

const grants = new Map<unknown, (server: OAuthServer, request: GrantRequest) => Promise<TokenResponse>>([
  ['authorization_code', grantAuthorizationCode],
  ['refresh_token', grantRefreshToken],
  ['fxa-credentials', grantFxaCredentials],
  ['urn:ietf:params:oauth:grant-type:token-exchange', grantTokenExchange],
]);

/**
 * `POST /v1/oauth/token` (accounts.md §5.3). Desktop and newer phones sign the code grant with their session as well; one
 * that is there must be right, for every grant.
 *
 * @param options - `withoutCode`: the grant of a request that names none and has no code: the older route knows only codes.
 */
export function token(
  server: OAuthServer,
  { withoutCode }: { withoutCode: 'fxa-credentials' | 'authorization_code' },
): RequestHandler {
  return async (request, response) => {
    const session = await authenticateOptionalSession(server, request);
    const body = await readJson(request);
    const type = body.grant_type ?? ('code' in body ? 'authorization_code' : withoutCode);
    const grant = grants.get(type);
    if (!grant) throw AccountError.invalidParameter({ keys: ['grant_type'] });
    response.json(await grant(server, { body, session, userAgent: request.get('user-agent') ?? '' }));
  };
}
