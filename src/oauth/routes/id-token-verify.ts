import type { RequestHandler } from 'express';
import { z } from 'zod';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { parameters } from '../parameters.ts';
import type { OAuthServer } from '../server.ts';

const schema = z.object({
  client_id: parameters.clientId,
  id_token: parameters.token,
  expiry_grace_period: z.number().int().nonnegative().default(0),
});

/** `POST /v1/oauth/id-token-verify` (accounts.md §5.5): the claims of an id token that was made for this client. */
export function idTokenVerify(server: Pick<OAuthServer, 'jwt'>): RequestHandler {
  return async (request, response) => {
    const body = await parseBody(schema, request);
    const claims = await server.jwt.openIdToken(body.id_token, body.client_id, body.expiry_grace_period);
    if (!claims) throw AccountError.invalidParameter({ keys: ['id_token'] });
    response.json(claims);
  };
}
