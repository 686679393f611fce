/** A worker that lived this long was healthy, in milliseconds. */
const healthyAfter = 60_000;
const first = 500;
const longest = 30_000;

/** Decides how long to wait before a worker that crashed is started again. */
export interface Backoff {
  /**
   * @param lifetime - How long the worker had lived, in milliseconds.
   * @returns Milliseconds to wait: none after a healthy life, then growing from half a second to half a minute, jittered so
   * that workers that fell together don't start together.
   */
  next(lifetime: number): number;
}

/** Makes the backoff of one worker slot. */
export function createBackoff(random: () => number = Math.random): Backoff {
  let failures = 0;
  return {
    next(lifetime) {
      failures = lifetime >= healthyAfter ? 0 : failures + 1;
      if (failures === 0) return 0;
      return Math.min(longest, first * 2 ** (failures - 1)) * (0.5 + random() / 2);
    },
  };
}
