import type { RequestHandler } from 'express';
import { z } from 'zod';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { parameters } from '../parameters.ts';
import { revokeRefreshToken, revokeToken } from '../revoke.ts';
import type { OAuthServer } from '../server.ts';

const schema = z.object({
  token: parameters.token.optional(),
  access_token: parameters.token.optional(),
  refresh_token: parameters.token.optional(),
  refresh_token_id: parameters.code.optional(),
});

/** `POST /v1/destroy` (accounts.md §5.5): phones and PyFxA revoke a token without naming the client. */
export function destroyAny(server: OAuthServer): RequestHandler {
  return async (request, response) => {
    const body = await parseBody(schema, request);
    const token = body.token ?? body.access_token ?? body.refresh_token;
    if (token !== undefined) await revokeToken(server, token);
    else if (body.refresh_token_id !== undefined) await revokeRefreshToken(server, body.refresh_token_id);
    else throw AccountError.missingParameter('token');
    response.json({});
  };
}
