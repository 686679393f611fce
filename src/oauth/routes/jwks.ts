import type { RequestHandler } from 'express';
import type { OAuthServer } from '../server.ts';

/** `GET /v1/jwks` (accounts.md §1.6): public keys of access and id tokens (RFC 7517). */
export function jwks(server: Pick<OAuthServer, 'jwt'>): RequestHandler {
  return (_request, response) => {
    response.set('Cache-Control', 'public, max-age=300').json({ keys: server.jwt.publicKeys() });
  };
}
