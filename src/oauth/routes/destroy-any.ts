import type { RequestHandler } from 'express';
import { z } from 'zod';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { InvalidOAuthToken } from '../invalid-token.ts';
import { parameters } from '../parameters.ts';
import { revokeRefreshToken, revokeToken } from '../revoke.ts';
import { knownClient, type OAuthServer } from '../server.ts';

const schema = z.object({
  client_id: parameters.clientId.optional(),
  token: parameters.token.optional(),
  access_token: parameters.token.optional(),
  refresh_token: parameters.token.optional(),
  refresh_token_id: parameters.code.optional(),
});

/**
 * `POST /v1/destroy` (accounts.md §5.5): phones and PyFxA revoke a token without naming the client. One that is gone already is
 * no error for them; who names the client, or the token by its id, is told when nothing was revoked, as by Mozilla's server.
 */
export function destroyAny(server: OAuthServer): RequestHandler {
  return async (request, response) => {
    const { client_id, refresh_token_id, ...body } = await parseBody(schema, request);
    const given = [body.token, body.access_token, body.refresh_token, refresh_token_id].filter(
      (one) => one !== undefined,
    );
    if (given.length === 0) throw AccountError.missingParameter('token');
    if (given.length > 1) throw AccountError.invalidParameter({ message: 'one token at a time' });
    const clientId = client_id === undefined ? undefined : knownClient(server, client_id).id;
    const isRevoked =
      refresh_token_id === undefined
        ? await revokeToken(server, given[0]!, clientId)
        : await revokeRefreshToken(server, refresh_token_id, clientId);
    if (!isRevoked && (clientId !== undefined || refresh_token_id !== undefined)) throw InvalidOAuthToken.accessToken();
    response.json({});
  };
}
