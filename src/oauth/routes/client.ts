import type { RequestHandler } from 'express';
import { knownClient, type OAuthServer } from '../server.ts';

/** `GET /v1/client/{id}` (accounts.md §5.5): what pages show of a client. */
export function client(server: Pick<OAuthServer, 'clients'>): RequestHandler<{ id: string }> {
  return (request, response) => {
    const { id, name, redirectUris } = knownClient(server, request.params.id);
    response.json({ id, name, trusted: true, image_uri: '', redirect_uri: redirectUris[0] });
  };
}
