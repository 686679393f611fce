import type { FirefoxPairing, Heartbeat } from './firefox-pairing.ts';

/**
 * How a pairing ended on the signed-in Firefox. `timeout`: nobody did anything. `failed`: in Firefox's words; after an
 * approval the device may have got in all the same.
 */
export type AuthorityEnd =
  | { kind: 'done' | 'refused' | 'timeout' }
  | { kind: 'failed'; reason: string; wasApproved: boolean };

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

/** Watches a pairing by its heartbeat and completes it when both sides have agreed, in whichever order. */
export function watchPairing(pairing: FirefoxPairing, timings: AuthorityTimings = defaultTimings): AuthorityFlow {
  const end = Promise.withResolvers<AuthorityEnd>();
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
      const heartbeat = await pairing.heartbeat().catch((error) => ({ err: String(error) }));
      if (!isOver) react(heartbeat);
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
