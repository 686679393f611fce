import type { Request } from 'express';
import { failureFields } from '../failures/failure-fields.ts';
import { audit } from './audit.ts';
import { WireError } from './errors/wire-error.ts';
import { requestLog } from './request-context.ts';
import { routeWithNumbers } from './route-of.ts';

/**
 * Logs an error answer with the request's id: what the client did wrong at level info, what went wrong here as an error. That
 * has a stack only if nobody foresaw it.
 *
 * @param error - What the client is told.
 * @param thrown - What the route threw; differs from `error` when that was no WireError.
 */
export function logFailure(request: Request, error: WireError, thrown: unknown): void {
  const log = requestLog(request);
  const facts = { method: request.method, path: routeWithNumbers(request), status: error.status };
  if (error.status >= 500)
    log.error('request failed', {
      ...facts,
      ...(thrown === error ? { reason: error.message } : failureFields(thrown)),
    });
  else log.info('request refused', { ...facts, reason: error.message });
  // Sync 1.1 tells its clients of a limit in another way.
  const limited = [error, thrown].find((each) => each instanceof WireError && each.status === 429);
  if (limited) audit(request, 'RateLimited', { uid: (limited as WireError).uid });
}
