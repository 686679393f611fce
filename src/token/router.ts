import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { TokenError, tokenErrorMapper } from '../http/errors/token-error.ts';
import { isMalformedUrl } from '../http/malformed-url.ts';
import type { TokenContext } from './context.ts';
import { getToken } from './routes/get-token.ts';

// People have typed the address in many forms into many profiles; all are served without a redirect: below /token, below
// /tokenserver as in common images, or neither, twice from older phones, which append to what is complete, and with a slash
// too many before it or behind it.
const path = /^(?:\/+token(?:server)?)?(?:\/+1\.0\/sync\/1\.5)?\/+1\.0\/(?<application>[^/]+)\/(?<version>[^/]+)\/*$/;

// Sync 1.1 has `/1.0/<user>/storage`, which is none of ours.
const legacyNames = new Set(['storage', 'info']);

/** The token server (sync15.md §17). Has no routes while there is no public URL: nobody could use the tokens. */
export function tokenRouter(ctx: TokenContext): Router {
  const router = Router();
  const { publicUrl } = ctx.config;
  if (publicUrl === null) return router;
  router.get(path, skipLegacy, common(ctx), getToken(ctx, publicUrl), tokenErrorMapper);
  router.all(path, onlySync, common(ctx), refuseMethod, tokenErrorMapper);
  router.use(malformedPath);
  return router;
}

// Express fails before it comes to a route, and other services' paths may be malformed, too.
const malformedPath: ErrorRequestHandler = (thrown, request, response, next) => {
  const isOurs = isMalformedUrl(thrown) && path.test(request.path) && !/\/(?:storage|info)\/*$/.test(request.path);
  if (isOurs) tokenErrorMapper(thrown, request, response, next);
  else next(thrown);
};

const skipLegacy: RequestHandler = (request, _response, next) =>
  next(legacyNames.has(String(request.params.version)) ? 'route' : undefined);

const onlySync: RequestHandler = ({ params }, _response, next) =>
  next(params.application === 'sync' && params.version === '1.5' ? undefined : 'route');

const refuseMethod: RequestHandler = () => {
  throw TokenError.methodNotAllowed();
};

// Clients set their clock by X-Timestamp (sync15.md §17.8), so refusals carry it too.
function common(ctx: TokenContext): RequestHandler {
  return (_request, response, next) => {
    response.set({
      'X-Timestamp': String(Math.floor(ctx.now() / 1000)),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    const { backoff } = ctx.announcer.current();
    if (backoff !== null) response.set('X-Backoff', String(backoff));
    next();
  };
}
