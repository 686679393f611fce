import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parseParameters } from '../../http/parse-parameters.ts';
import { parameters } from '../parameters.ts';
import { knownClient, type OAuthServer } from '../server.ts';

const schema = z.object({ client_id: parameters.clientId });

/**
 * `GET /v1/authorization` (accounts.md §5.5): clients that follow Mozilla's address land on our page, query and all; one that
 * nobody knows is told so here, since the page could do nothing for it.
 */
export function authorizationPage(server: Pick<OAuthServer, 'clients'>): RequestHandler {
  return (request, response) => {
    knownClient(server, parseParameters(schema, request.query).client_id);
    const query = request.originalUrl.slice(request.originalUrl.indexOf('?'));
    response.status(302).set('Location', `/authorization${query}`).end();
  };
}
