import { schedule as cron } from 'node-cron';
import { inWords, sayingOf } from '../failures/explain.ts';
import type { Place } from '../failures/explanation.ts';
import { failureFields } from '../failures/failure-fields.ts';
import { SaidError } from '../failures/said-error.ts';
import type { Saying } from '../failures/saying.ts';
import type { Logger } from '../log/logger.ts';

/** Something that is done again and again. */
export interface ScheduledJob {
  name: string;
  /** Cron expression, in local time. */
  at: string;
  run(): Promise<unknown>;
  /** How late it may start, ms, where that differs from the others. */
  spread?: number;
}

/** When a job was done and will be; ms. */
export interface JobTimes {
  name: string;
  at: string;
  nextAt: number | null;
  /** Of its last run since the start; absent before it. */
  last?: { at: number; ms: number; state: 'running' | 'done' | 'failed'; error?: string; saying?: Saying };
}

/** A running schedule. */
export interface Schedule {
  list(): JobTimes[];
  /**
   * Does a job now, as at its time.
   *
   * @throws {Error} When there is none of the name, it is running already, or it fails.
   */
  run(name: string): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * Starts the schedule. A job that is still running at its next time is left alone, and one that fails is logged.
 *
 * @param jobs - What to do when.
 * @param options - `spread`: how late a job may start, so that appliances on one database don't all start at once; ms. `place`: what
 *   jobs work on, to explain their errors.
 */
export function startSchedule(
  jobs: ScheduledJob[],
  log: Logger,
  options: { spread?: number; place?: Place } = {},
): Schedule {
  const { spread = 60_000, place } = options;
  const libraryLog = {
    info: (message: string) => log.debug(message),
    warn: (message: string) => log.warn(message),
    error: (message: string | Error) => log.error(String(message)),
    debug: (message: string | Error) => log.debug(String(message)),
  };
  const last = new Map<string, JobTimes['last']>();

  async function run({ name, run: work }: ScheduledJob): Promise<unknown> {
    if (last.get(name)?.state === 'running') {
      throw new SaidError(`The job ${name} is running already.`, { id: 'under way', facts: {} });
    }
    const at = Date.now();
    const startedAt = performance.now();
    const note = (state: 'running' | 'done' | 'failed', why?: { error: string; saying: Saying }) =>
      last.set(name, { at, ms: Math.round(performance.now() - startedAt), state, ...why });
    note('running');
    try {
      const result = await work();
      note('done');
      return result;
    } catch (error) {
      note('failed', { error: inWords(error, place), saying: sayingOf(error, place) });
      throw error;
    }
  }

  const tasks = jobs.map((job) => {
    const attempt = () =>
      run(job).catch((error: unknown) => log.error(`${job.name} was not done`, failureFields(error)));
    const task = cron(job.at, async () => void (await attempt()), {
      name: job.name,
      noOverlap: true,
      maxRandomDelay: job.spread ?? spread,
      suppressMissedWarning: true,
      unref: true,
      logger: libraryLog,
    });
    return { job, task };
  });
  return {
    list: () =>
      tasks.map(({ job: { name, at }, task }) => ({
        name,
        at,
        nextAt: task.getNextRun()?.getTime() ?? null,
        last: last.get(name),
      })),
    async run(name) {
      const job = jobs.find((each) => each.name === name);
      if (!job) throw new SaidError(`There is no job ${name}.`, { id: 'no such job', facts: {} });
      return run(job);
    },
    async stop() {
      for (const { task } of tasks) await task.destroy();
    },
  };
}
