import { setTimeout as sleep } from 'node:timers/promises';
import { conditionOf } from '../failures/database-conditions.ts';

/** The database stayed locked through all tries; routes answer 503 with Retry-After. */
export class DatabaseBusyError extends Error {
  constructor(cause: unknown) {
    super('The database stayed busy through all tries', { cause });
    this.name = 'DatabaseBusyError';
  }
}

/** In milliseconds. */
export interface RetryOptions {
  /** How long to go on trying; 10 s unless told. */
  patience?: number;
  /** What pauses between two tries grow to; 25 ms unless told. */
  longestPause?: number;
}

/** Returns true when an error goes away when the same work is tried again. */
export const isTransient = (error: unknown): boolean => conditionOf(error) === 'busy';

/**
 * The same for work that answers at once: there is a promise only when it has to be repeated, or gives one itself.
 *
 * @throws What `work` throws, unless that is transient.
 */
export function withRetryAtOnce<T>(work: () => T | Promise<T>): T | Promise<T> {
  const again = (error: unknown) => {
    if (!isTransient(error)) throw error;
    return withRetry(work);
  };
  try {
    const result = work();
    return result instanceof Promise ? result.catch(again) : result;
  } catch (error) {
    return again(error);
  }
}

/**
 * Repeats `work` while it fails with a transient error, after pauses that grow from about 1 ms and are jittered so that two
 * losers don't meet again.
 *
 * @returns What `work` returned.
 * @throws {DatabaseBusyError} When patience ran out. Other errors pass as they are.
 */
export async function withRetry<T>(
  work: () => T | Promise<T>,
  { patience = 10_000, longestPause = 25 }: RetryOptions = {},
): Promise<T> {
  const deadline = performance.now() + patience;
  for (let pause = 1; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error)) throw error;
      if (performance.now() > deadline) throw new DatabaseBusyError(error);
      await sleep(Math.ceil(pause * (0.5 + Math.random())));
    }
  }
}
