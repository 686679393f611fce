import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { logAccess, requestId } from '../http/request-context.ts';
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
    const { socket } = request;
    const address = request.headers['x-forwarded-for'] === undefined ? socket.remoteAddress : request.ip;
    const sentBefore = socket.bytesWritten;
    response.on('close', () => {
      const ms = performance.now() - startedAt;
      const { method } = request;
      const route = routeOf(request);
      const status = response.writableFinished ? response.statusCode : abandoned;
      const bytes = socket.bytesWritten - sentBefore;
      metrics.request({ method, route, status, bytes, seconds: ms / 1000 });
      const ms10 = Math.round(ms * 10) / 10;
      logAccess(request, { requestId: requestId(request), method, route, status, bytes, ms: ms10, address });
    });
    next();
  };
}
