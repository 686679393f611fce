import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parseBody } from '../../http/parse-parameters.ts';
import { parameters } from '../parameters.ts';
import { revokeToken } from '../revoke.ts';
import { knownClient, type OAuthServer } from '../server.ts';

const schema = z.object({ client_id: parameters.clientId, token: parameters.token });

/**
 * `POST /v1/oauth/destroy` (accounts.md §5.5, RFC 7009). Desktop calls it in the middle of signing in, and an error would
 * stop that (accounts.md §10.2.6): unknown tokens answer `{}` like known ones.
 */
export function destroy(server: OAuthServer): RequestHandler {
  return async (request, response) => {
    const body = await parseBody(schema, request);
    await revokeToken(server, body.token, knownClient(server, body.client_id).id);
    response.json({});
  };
}
