import type { Database } from '../database/database.ts';
import { failureFields } from '../failures/failure-fields.ts';
import type { Logger } from '../log/logger.ts';
import { maxDuration } from './request/token-request.ts';
import { listRevocations } from './store/revocations.ts';

/** Pause between two looks, ms. Workers of this appliance hear of a revocation at once; others notice it by looking. */
const lookInterval = 5000;

/** How long the last look counts while the database can't be asked, ms. */
const longestSilence = 30_000;

/** Storage tokens that are good for longer than any of them lives, ms: for clocks that differ. */
const margin = 3_600_000;

/** Knows which storage tokens were revoked, so that a request to the storage need not ask the database. */
export interface Revocations {
  /**
   * Returns true when a storage token was revoked.
   *
   * @param accountUid - Whose token it is.
   * @param generation - Number that it carries.
   * @returns `unknown` when the database could not be asked for too long.
   */
  check(accountUid: string, generation: number): 'good' | 'revoked' | 'unknown';
  /** Looks now: something has just been revoked. Never throws; the next look tries again. */
  refresh(): Promise<void>;
  /** Looks every few seconds until `close`. */
  watch(): void;
  close(): void;
}

/**
 * Makes the knowledge of one process, which starts out with nothing.
 *
 * @param options - `interval`: ms between two looks; `oldest`: ms that a look counts; `now` tells the time in ms.
 */
export function createRevocations(options: {
  db: Database;
  log: Logger;
  now: () => number;
  interval?: number;
  oldest?: number;
}): Revocations {
  const { db, log, now, interval = lookInterval, oldest = longestSilence } = options;
  let revoked = new Map<string, number>();
  let seenAt: number | undefined;
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** Told once for each time that the database is away. */
  let isQuiet = false;

  async function look(): Promise<void> {
    try {
      const found = await listRevocations(db.query, now() - maxDuration * 1000 - margin);
      revoked = found;
      isQuiet = false;
      if (timer) seenAt = performance.now();
    } catch (error) {
      if (isQuiet) return;
      isQuiet = true;
      log.warn('could not look for revoked storage tokens', failureFields(error));
    }
  }

  function start(): Promise<void> {
    const started = look().finally(() => {
      if (looking === started) looking = undefined;
    });
    looking = started;
    return started;
  }

  return {
    check(accountUid, generation) {
      if (generation < (revoked.get(accountUid) ?? 0)) return 'revoked';
      return seenAt !== undefined && performance.now() - seenAt > oldest ? 'unknown' : 'good';
    },
    async refresh() {
      // One that is under way may have been too early.
      await looking;
      await start();
    },
    watch() {
      // One at a time, however long the database takes.
      timer = setInterval(() => looking ?? start(), interval).unref();
      seenAt = performance.now();
      void start();
    },
    close() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}
