import { createDeferred } from '../../crypto/deferred.ts';
import { isProgrammingError } from '../ui/problem.ts';
import type { FirefoxPairing, Heartbeat } from './firefox-pairing.ts';

/**
 * How a pairing ended on the signed-in Firefox. `timeout`: nobody did anything. `failed`: in Firefox's words; after an
 * approval the device may have got in all the same. `broken`: a mistake in this page.
 */
export type AuthorityEnd =
  | { kind: 'done' | 'refused' | 'timeout' }
  | { kind: 'failed'; reason: string; wasApproved: boolean }
  | { kind: 'broken'; error: unknown };

/** The signed-in Firefox's side of a pairing (accounts.md §7.6), between its page and Firefox. */
export interface AuthorityFlow {
  /** Resolves when it is over. */
  ended: Promise<AuthorityEnd>;
  /** The user lets the device in. */
  approve(): Promise<void>;
  /** The user doesn't. */
  refuse(): void;
}

/** How patient the flow is, in milliseconds. */
export interface AuthorityTimings {
  heartbeat: number;
  /** Until both sides must have agreed; the channel server gives up after five minutes of silence. */
  patience: number;
}

const defaultTimings: AuthorityTimings = { heartbeat: 1000, patience: 10 * 60_000 };

/** What an error means for a pairing that this page watches. */
export const endOf = (error: unknown, wasApproved: boolean): AuthorityEnd =>
  isProgrammingError(error) ? { kind: 'broken', error } : { kind: 'failed', reason: String(error), wasApproved };

/** Watches a pairing by its heartbeat and completes it when both sides have agreed, in whichever order. */
export function watchPairing(pairing: FirefoxPairing, timings: AuthorityTimings = defaultTimings): AuthorityFlow {
  const end = createDeferred<AuthorityEnd>();
  let isOver = false;
  let isApproved = false;
  const finish = (how: AuthorityEnd) => {
    isOver = true;
    clearTimeout(deadline);
    end.resolve(how);
  };
  const deadline = setTimeout(() => {
    pairing.decline();
    finish({ kind: 'timeout' });
  }, timings.patience);

  function react({ suppAuthorized, err }: Heartbeat): void {
    if (err !== undefined) finish({ kind: 'failed', reason: err, wasApproved: isApproved });
    else if (suppAuthorized && isApproved) {
      pairing.complete();
      finish({ kind: 'done' });
    }
  }

  async function beat(): Promise<void> {
    while (!isOver) {
      try {
        const heartbeat = await pairing.heartbeat();
        if (!isOver) react(heartbeat);
      } catch (error) {
        if (!isOver) finish(endOf(error, isApproved));
      }
      await new Promise((resolve) => setTimeout(resolve, timings.heartbeat));
    }
  }
  void beat();

  return {
    ended: end.promise,
    async approve() {
      await pairing.authorize();
      // Firefox answers the same when that failed; the heartbeats after this one tell.
      isApproved = true;
    },
    refuse() {
      if (isOver) return;
      pairing.decline();
      finish({ kind: 'refused' });
    },
  };
}
