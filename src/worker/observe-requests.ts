import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { logAccess } from '../http/request-context.ts';
import { routeOf } from '../http/route-of.ts';

/** Client went away before the answer was complete; the number that Nginx gives it. */
const abandoned = 499;

/**
 * Writes one access record for every request and counts it. Neither holds the path that was asked for, only the pattern of
 * the route: paths and queries may carry tokens and names.
 */
export function observeRequests({ metrics }: Pick<Context, 'metrics'>): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    // Not later: a connection that has ended has no address.
    const { socket, ip: address } = request;
    const sentBefore = socket.bytesWritten;
    response.once('close', () => {
      const ms = performance.now() - startedAt;
      const { method } = request;
      const route = routeOf(request);
      const status = response.writableFinished ? response.statusCode : abandoned;
      const bytes = socket.bytesWritten - sentBefore;
      metrics.request({ method, route, status, bytes, seconds: ms / 1000 });
      logAccess(request, { method, route, status, bytes, ms: Math.round(ms * 10) / 10, address });
    });
    next();
  };
}
