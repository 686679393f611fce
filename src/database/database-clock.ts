import type { Saying } from '../failures/saying.ts';
import type { Database } from './database.ts';
import { readMeta, writeMeta } from './meta.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** What does not fit, in words. */
export interface ClockDoubt {
  says: string;
  saying: Saying;
}

/**
 * Compares this machine's clock with what the database knows: with the clock of its server, and with the time when it was last
 * used. A wrong clock breaks certificates and the order of changes, so it is worth a sentence; work goes on.
 *
 * @param now - ms.
 * @returns Undefined when all fits.
 */
export async function doubtClock(db: Database, now: number): Promise<ClockDoubt | undefined> {
  const here = `The clock of this machine says ${inWords(now)}`;
  const doubt = (id: 'clocks differ' | 'clock behind' | 'clock ahead', there: number, says: string): ClockDoubt => ({
    says: `${here}, but ${says}`,
    saying: { id, facts: { here: inWords(now), there: inWords(there) } },
  });
  const theirs = await db.engine.clock(db.query);
  if (theirs !== undefined && Math.abs(now - theirs) > minute) {
    const says = `that of the database's server ${inWords(theirs)}. Switch on time synchronisation (NTP) on both.`;
    return doubt('clocks differ', theirs, says);
  }
  const lastUsed = Math.max(Number((await readMeta(db.query, 'last_used')) ?? 0), db.engine.lastWrite());
  if (lastUsed > now + 5 * minute) {
    const says = `the database was last used on ${inWords(lastUsed)}: the clock is behind, or was ahead then. Switch on time synchronisation (NTP).`;
    return doubt('clock behind', lastUsed, says);
  }
  if (lastUsed > 0 && now - lastUsed > 300 * day) {
    const says = `the database was last used on ${inWords(lastUsed)}. If that was not so long ago, the clock is ahead: switch on time synchronisation (NTP).`;
    return doubt('clock ahead', lastUsed, says);
  }
  return undefined;
}

/** Notes that the database is used now. */
export async function noteUse(db: Database, now: number): Promise<void> {
  await writeMeta(db.query, 'last_used', String(now));
}

const inWords = (ms: number) => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
