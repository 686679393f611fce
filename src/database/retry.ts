import { setTimeout as sleep } from 'node:timers/promises';

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

// MariaDB: 1205 lock wait timeout, 1213 deadlock or Galera certification, 1020 row changed under a snapshot,
// 1047 a Galera node that isn't ready. SQLite: busy, in its plain and its snapshot form.
const transientNumbers = new Set([1020, 1047, 1205, 1213]);

/** Tells whether an error goes away when the same work is tried again. */
export function isTransient(error: unknown): boolean {
  const { errno, code } = (error ?? {}) as { errno?: unknown; code?: unknown };
  if (typeof code === 'string' && (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED')) return true;
  return typeof errno === 'number' && transientNumbers.has(errno);
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
