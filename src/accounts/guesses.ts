import type { Request } from 'express';
import type { Caller, Callers } from './callers.ts';
import type { LimitName, Limits } from './limits.ts';

/** A try that was counted before it was looked at. */
export interface Guess {
  caller: Caller;
  /** Tells that it was right: then it doesn't count. */
  wasRight(): Promise<void>;
}

/** Counts tries at the passwords and codes of accounts (accounts.md §10.5): for each caller apart, strangers also together. */
export interface Guesses {
  /**
   * Counts a try at an account's password. Call it before the password is stretched.
   *
   * @param options - `session`: the one that the request was made with; `unblocked`: a mailed code has lifted the account's
   *   limits.
   * @throws {AccountError} 429/114 with Retry-After (a WireError with status and headers) when there were too many.
   */
  password(
    request: Request,
    uid: string,
    options?: { session?: { uid: string; verified: boolean }; unblocked?: boolean },
  ): Promise<Guess>;
  /**
   * Counts a try at a code of one purpose.
   *
   * @param caller - From {@link Callers.identify}.
   * @throws {AccountError} 429/114.
   */
  code(caller: Caller, uid: string, purpose: string): Promise<Guess>;
}

/** Makes it. */
export function createGuesses({ callers, limits }: { callers: Callers; limits: Limits }): Guesses {
  /** Counts in several places; what was right is taken back from all, and `own` forgets what was wrong before. */
  async function count(caller: Caller, uid: string, own: Counter, spent: Counter[]): Promise<Guess> {
    for (const counter of spent) await limits.spend(...counter, uid);
    return {
      caller,
      async wasRight() {
        await limits.clear(...own);
        for (const counter of spent) if (counter !== own) await limits.refund(...counter);
      },
    };
  }
  return {
    async password(request, uid, { session, unblocked = false } = {}) {
      const caller = await callers.identify(request, uid, session);
      const own: Counter = ['passwordByCaller', `${uid} ${caller.key}`];
      const spent: Counter[] = [['passwordFromAddress', caller.network]];
      if (!unblocked) spent.push(own);
      if (!unblocked && !caller.isKnown) spent.push(['passwordByStrangers', uid]);
      return count(caller, uid, own, spent);
    },
    code(caller, uid, purpose) {
      const own: Counter = ['codeByCaller', `${uid} ${purpose} ${caller.key}`];
      return count(caller, uid, own, caller.isKnown ? [own] : [own, ['codeByStrangers', `${uid} ${purpose}`]]);
    },
  };
}

type Counter = [LimitName, string];
