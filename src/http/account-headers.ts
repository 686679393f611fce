import type { RequestHandler } from 'express';

/**
 * Headers of every answer of the account, OAuth and profile APIs (accounts.md §3.1): nothing may be cached, and clients that
 * sign their requests learn the server's time.
 *
 * @param now - Tells the time in ms.
 */
export function accountHeaders(now: () => number): RequestHandler {
  return (_request, response, next) => {
    response.set('Cache-Control', 'private, no-cache, no-store, must-revalidate');
    response.set('Timestamp', `${Math.floor(now() / 1000)}`);
    next();
  };
}
