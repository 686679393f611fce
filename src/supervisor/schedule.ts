import { schedule as cron } from 'node-cron';
import type { Logger } from '../log/logger.ts';

/** Something that is done again and again. */
export interface ScheduledJob {
  name: string;
  /** Cron expression, in local time. */
  at: string;
  run(): Promise<unknown>;
}

/** A running schedule. */
export interface Schedule {
  stop(): Promise<void>;
}

/**
 * Starts the schedule. A job that is still running at its next time is left alone, and one that fails is logged.
 *
 * @param jobs - What to do when.
 * @param spread - How late a job may start, so that appliances on one database don't all start at once; ms.
 */
export function startSchedule(jobs: ScheduledJob[], log: Logger, spread = 60_000): Schedule {
  const libraryLog = {
    info: (message: string) => log.debug(message),
    warn: (message: string) => log.warn(message),
    error: (message: string | Error) => log.error(String(message)),
    debug: (message: string | Error) => log.debug(String(message)),
  };
  const tasks = jobs.map(({ name, at, run }) =>
    cron(
      at,
      async () => {
        await run().catch((error: Error) => log.warn(`${name} was not done`, { reason: error.message }));
      },
      { name, noOverlap: true, maxRandomDelay: spread, suppressMissedWarning: true, unref: true, logger: libraryLog },
    ),
  );
  return {
    async stop() {
      for (const task of tasks) await task.destroy();
    },
  };
}
