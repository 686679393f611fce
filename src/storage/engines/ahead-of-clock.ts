import { setTimeout as sleep } from 'node:timers/promises';
import type { Stamp } from '../stamp.ts';

// A user's stamps may run ahead of the clock by `lead` centiseconds (sync15.md §4), and a write waits for the clock no longer
// than `patience` milliseconds. Stamps that are ahead by more than `jump` weren't given out too fast: the clock was ahead when
// they were given out, or has been set back. They just go on rising, since waiting would last until that date.
export const lead = 100;
export const jump = 1000;
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
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await write((stamp, now) => {
        const ahead = stamp - now;
        if (ahead > lead && ahead <= jump && performance.now() < deadline) throw new AheadOfClock((ahead - lead) * 10);
      });
    } catch (error) {
      if (!(error instanceof AheadOfClock)) throw error;
      await sleep(Math.min(error.milliseconds, patience));
    }
  }
}
