import type { ServerKeys } from '../crypto/server-keys.ts';
import type { Database } from '../database/database.ts';
import { AccountError } from '../http/errors/account-error.ts';
import { RateLimitStore } from './store/rate-limit-store.ts';

const minute = 60;
const hour = 60 * minute;

// What may happen within so many seconds. Only what fails or costs is counted: a browser alone makes ten calls within a
// second at sign-in (accounts.md §10.5). "ByCaller" counts one caller at one account, so that a stranger's guesses don't keep
// the owner out; "ByStrangers" all strangers together at one account, since guessing from many networks must end, too.
const limits = {
  passwordByCaller: { points: 10, duration: 15 * minute },
  passwordByStrangers: { points: 100, duration: 24 * hour },
  passwordFromAddress: { points: 60, duration: 15 * minute },
  unknownFromAddress: { points: 60, duration: 15 * minute },
  signupFromAddress: { points: 20, duration: hour },
  mailByCaller: { points: 10, duration: hour },
  mailByStrangers: { points: 10, duration: 20 * minute },
  mailFromAddress: { points: 30, duration: hour },
  codeByCaller: { points: 10, duration: 15 * minute },
  codeByStrangers: { points: 30, duration: hour },
  // Looks for names of Sync 1.1, and tries at one picture of its captcha (sync11.md §1.4, §1.6).
  legacyLookups: { points: 300, duration: 15 * minute },
  legacyCaptchaTries: { points: 5, duration: 10 * minute },
  totpOfDay: { points: 100, duration: 24 * hour },
} as const;

/** Name of a counter. */
export type LimitName = keyof typeof limits;

/** Counters against guessing and flooding, shared by all workers through the database. */
export interface Limits {
  /**
   * Counts one event before it happens, so that a burst of guesses at once is stopped too.
   *
   * @param key - Whom or what it is counted for: an account and who asks, or a client network.
   * @param uid - Account that it is about, for the audit log.
   * @returns How many more there may be.
   * @throws {AccountError} 429/114 with Retry-After when there were too many.
   */
  spend(name: LimitName, key: string, uid?: string): Promise<number>;
  /** Takes one event back: it turned out to be harmless. */
  refund(name: LimitName, key: string): Promise<void>;
  /** Forgets all events: whoever it is has proved to be the owner. */
  clear(name: LimitName, key: string): Promise<void>;
}

/**
 * Makes the counters. Each limit has 65,536 of them, and a keyed hash says which one counts for a key: so a flood from
 * millions of addresses takes no more room than that, and nobody can tell who shares a counter with whom.
 *
 * @param options - `enabled`: FOXDEN_RATE_LIMITS; `now`: ms.
 */
export function createLimits(
  db: Database,
  options: { enabled: boolean; now: () => number; serverKeys: Pick<ServerKeys, 'mac'> },
): Limits {
  if (!options.enabled) {
    return { spend: async () => Number.POSITIVE_INFINITY, refund: async () => {}, clear: async () => {} };
  }
  const limiters = new Map<LimitName, RateLimitStore>();
  for (const name of Object.keys(limits) as LimitName[]) {
    limiters.set(name, new RateLimitStore(db, options.now, { name, ...limits[name] }));
  }
  const counter = (name: LimitName, key: string) => options.serverKeys.mac(`limit ${name} ${key}`).slice(0, 4);
  return {
    async spend(name, key, uid) {
      const { left, wait } = await limiters.get(name)!.add(counter(name, key), 1);
      if (left < 0) throw AccountError.tooManyRequests(Math.max(1, Math.ceil(wait / 1000)), uid);
      return left;
    },
    async refund(name, key) {
      await limiters.get(name)!.add(counter(name, key), -1);
    },
    async clear(name, key) {
      await limiters.get(name)!.clear(counter(name, key));
    },
  };
}
