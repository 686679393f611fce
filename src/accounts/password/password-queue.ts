import { isShortOfMemory } from '../../crypto/memory.ts';
import { type StretchedPassword, stretchPassword } from '../../crypto/verifier.ts';
import { AccountError } from '../../http/errors/account-error.ts';

/** Stretches passwords, a few at a time. */
export interface PasswordQueue {
  /**
   * As {@link stretchPassword}, after waiting for a free place.
   *
   * @throws {AccountError} 503/201 with Retry-After when too many wait already.
   */
  stretch(authPW: string, authSalt: string, cost?: number): Promise<StretchedPassword>;
  /** Does other work that takes as much, in the same line. @throws {AccountError} As `stretch`. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Makes the queue. Each running scrypt may hold 64 MiB, and holds a thread of libuv's pool, which file access and DNS share.
 *
 * @param options - How many run at once, and how many may wait.
 */
export function createPasswordQueue({
  running = isShortOfMemory ? 1 : 2,
  waiting = 32,
  stretch = stretchPassword,
} = {}): PasswordQueue {
  let free = running;
  const line: (() => void)[] = [];
  const enter = async () => {
    if (free > 0) free--;
    else if (line.length < waiting) await new Promise<void>((resolve) => line.push(resolve));
    else throw AccountError.unavailable(5);
  };
  const leave = () => {
    const next = line.shift();
    if (next) next();
    else free++;
  };
  const run: PasswordQueue['run'] = async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
  return { run, stretch: (authPW, authSalt, cost) => run(() => stretch(authPW, authSalt, cost)) };
}
