import { Router } from 'express';
import { LegacyError } from '../http/errors/legacy-error.ts';
import type { LegacyHandler, LegacyRoutes } from './route.ts';

/**
 * Makes a router of a table of routes, with the habits that the old services have in common (sync11.md §1.2): slashes at the
 * end don't count, a method that a path doesn't have is 405, and HEAD is answered like GET without the body.
 */
export function mountRoutes<C>(ctx: C, routes: LegacyRoutes<C>): Router {
  const router = Router({ caseSensitive: true });
  router.use((request, _response, next) => {
    request.url = request.url.replace(/(?<=[^/])\/+(?=\?|$)/, '');
    next();
  });
  for (const [path, methods] of Object.entries(routes)) {
    const handlers = new Map<string, LegacyHandler>();
    for (const [method, route] of Object.entries(methods)) handlers.set(method, route(ctx));
    const allow = [...handlers.keys()].join(', ');
    router.all(path, (request, response) => {
      const handler = handlers.get(request.method === 'HEAD' ? 'GET' : request.method);
      if (!handler) throw LegacyError.methodNotAllowed(allow);
      return handler(request, response);
    });
  }
  return router;
}
