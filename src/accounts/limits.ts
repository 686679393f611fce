import { RateLimiterRes } from 'rate-limiter-flexible';
import { sha256Hex } from '../crypto/random.ts';
import type { Database } from '../database/database.ts';
import { AccountError } from '../http/errors/account-error.ts';
import { DatabaseRateLimiter } from './store/rate-limit-store.ts';

// What may happen within so many seconds. Only what fails or costs is counted: a browser alone makes ten calls within a
// second at sign-in (accounts.md §10.5).
const limits = {
  passwordOfAccount: { points: 10, duration: 15 * 60 },
  passwordFromAddress: { points: 60, duration: 15 * 60 },
  unknownFromAddress: { points: 60, duration: 15 * 60 },
  signupFromAddress: { points: 20, duration: 60 * 60 },
  mailToAccount: { points: 10, duration: 60 * 60 },
  mailFromAddress: { points: 30, duration: 60 * 60 },
  codeOfAccount: { points: 10, duration: 15 * 60 },
} as const;

/** Name of a counter. */
export type LimitName = keyof typeof limits;

/** Counters against guessing and flooding, shared by all workers through the database. */
export interface Limits {
  /**
   * Counts one event before it happens, so that a burst of guesses at once is stopped too.
   *
   * @param key - Account, with the kind of code where there are several, or client network.
   * @throws {AccountError} 429/114 with Retry-After when there were too many.
   */
  spend(name: LimitName, key: string): Promise<void>;
  /** Takes one event back: it turned out to be harmless. */
  refund(name: LimitName, key: string): Promise<void>;
  /** Forgets all events: whoever it is has proved to be the owner. */
  clear(name: LimitName, key: string): Promise<void>;
}

/**
 * Makes the counters.
 *
 * @param options - `enabled`: FOXDEN_RATE_LIMITS; `now`: ms.
 */
export function createLimits(db: Database, options: { enabled: boolean; now: () => number }): Limits {
  if (!options.enabled) return { spend: async () => {}, refund: async () => {}, clear: async () => {} };
  const limiters = new Map<LimitName, DatabaseRateLimiter>();
  for (const name of Object.keys(limits) as LimitName[]) {
    limiters.set(name, new DatabaseRateLimiter(db, options.now, { keyPrefix: name, ...limits[name] }));
  }
  // Hashed: keys are addresses of people and machines.
  const hashed = (key: string) => sha256Hex(key).slice(0, 32);
  return {
    async spend(name, key) {
      try {
        await limiters.get(name)!.consume(hashed(key));
      } catch (thrown) {
        if (thrown instanceof RateLimiterRes) {
          throw AccountError.tooManyRequests(Math.max(1, Math.ceil(thrown.msBeforeNext / 1000)));
        }
        throw thrown;
      }
    },
    async refund(name, key) {
      await limiters.get(name)!.reward(hashed(key));
    },
    async clear(name, key) {
      await limiters.get(name)!.delete(hashed(key));
    },
  };
}
