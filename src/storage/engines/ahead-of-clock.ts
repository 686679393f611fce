import { setTimeout as sleep } from 'node:timers/promises';
import type { Stamp } from '../stamp.ts';

// A user's stamps may run ahead of the clock by this many centiseconds (sync15.md §4); waiting for it ends after as many
// milliseconds as follow, so that a clock that was set back doesn't stop anybody's sync.
export const lead = 100;
const patience = 2000;

/** The stamp of a write is too far ahead of the clock; the write was undone and is tried again a little later. */
class AheadOfClock extends Error {
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    super('The stamp runs ahead of the clock');
    this.milliseconds = milliseconds;
  }
}

/** Refuses, inside a transaction, a stamp that runs too far ahead. */
export type CheckLead = (stamp: Stamp, now: Stamp) => void;

/**
 * Runs a write that gives out a stamp. More than 100 writes a second by one user are slowed down to that.
 *
 * @param write - The transaction; calls `checkLead` as soon as it knows its stamp, and undoes itself when that throws.
 */
export async function keepToClock<T>(write: (checkLead: CheckLead) => Promise<T>): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return await write((stamp, now) => {
        if (stamp - now > lead && Date.now() < deadline) throw new AheadOfClock((stamp - now - lead) * 10);
      });
    } catch (error) {
      if (!(error instanceof AheadOfClock)) throw error;
      await sleep(Math.min(error.milliseconds, patience));
    }
  }
}
