import type { RequestHandler } from 'express';
import type { OAuthContext } from '../context.ts';

/** `GET /v1/jwks` (accounts.md §1.6): public keys of access and id tokens (RFC 7517). */
export function jwks({ jwtKeys }: Pick<OAuthContext, 'jwtKeys'>): RequestHandler {
  return (_request, response) => {
    response.set('Cache-Control', 'public, max-age=300').json({ keys: jwtKeys.published() });
  };
}
