import { failureFields } from '../../failures/failure-fields.ts';
import { askServer } from '../../http/ask-server.ts';
import type { Logger } from '../../log/logger.ts';
import { VerifierUnreachableError } from '../access-token.ts';
import { circuitBreaker } from './circuit-breaker.ts';

/** How patient to be with the other server; ms. */
export interface FetchPatience {
  /** For one try, until all of its answer has come. */
  timeout: number;
  /** How long to leave the server alone after `failures` requests in a row have failed. */
  rest: number;
  failures: number;
}

/** `fetch` for one other server that may be slow or down. */
export type GuardedFetch = (url: string, init?: Omit<RequestInit, 'signal'>) => Promise<Response>;

/**
 * Makes a `fetch` with a time limit, one retry, and a circuit breaker so that a server that is down costs waiting time only
 * now and then (sync15.md §17.1 point 6).
 *
 * @returns A function that resolves to every answer below 500 except 429.
 * @throws {VerifierUnreachableError} From that function, in all other cases.
 */
export function guardedFetch({ log, patience }: { log: Logger; patience: FetchPatience }): GuardedFetch {
  const breaker = circuitBreaker({ ...patience, now: () => performance.now() });
  return async (url, init) => {
    if (!breaker.mayTry()) throw new VerifierUnreachableError('the account server failed a moment ago');
    try {
      const response = await once(url, patience, init).catch(() => once(url, patience, init));
      breaker.succeeded();
      return response;
    } catch (error) {
      if (breaker.failed()) log.warn('the account server does not answer', { url, ...failureFields(error) });
      throw new VerifierUnreachableError('the account server does not answer', { cause: error });
    }
  };
}

async function once(url: string, { timeout }: FetchPatience, init?: Omit<RequestInit, 'signal'>): Promise<Response> {
  const { status, headers, text } = await askServer(url, { ...init, patience: timeout });
  const isRedirect = status >= 300 && status < 400;
  if (status < 500 && status !== 429 && !isRedirect) return new Response(text || null, { status, headers });
  throw new Error(`${url} answered ${status}`);
}
