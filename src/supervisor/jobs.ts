import { SaidError } from '../failures/said-error.ts';
import type { TellProgress } from '../log/progress.ts';
import type { JobName, JobOutcome, WorkerMessage } from '../worker/messages.ts';
import type { WorkerPool } from './worker-pool.ts';

/** What a worker says of a job that was not done; it has logged the rest. */
class JobFailedError extends SaidError {}

/** Has jobs done by a worker, which has a context already: the supervisor needs none. */
export interface Jobs {
  /**
   * Has a job done; when it is under way already, that one counts.
   *
   * @param options - `tell` is called with how far it is; `input` is what it works on, if it needs any.
   * @returns What the worker reports.
   * @throws {Error} When it failed, when no worker serves, or when the worker ended meanwhile.
   */
  run(name: JobName, options?: { tell?: TellProgress; input?: unknown }): Promise<object>;
  /** Takes what a worker says about jobs; other messages are none of its business. */
  hear(message: WorkerMessage): void;
}

/** Makes it. */
export function createJobs(pool: WorkerPool): Jobs {
  const running = new Map<JobName, Promise<JobOutcome>>();
  const listeners = new Map<TellProgress, JobName>();
  const waiting = new Map<JobName, (outcome: JobOutcome) => void>();

  async function delegate(name: JobName, input: unknown): Promise<JobOutcome> {
    const worker = pool.workers().find((each) => each.state() === 'ready');
    if (!worker) return { error: 'No worker is ready; try again in a moment.', saying: { id: 'no worker', facts: {} } };
    const done = new Promise<JobOutcome>((resolve) => waiting.set(name, resolve));
    worker.send({ type: 'run-job', name, input });
    const ended = worker.exited.then((how) => ({
      error: `The worker that did it ended (${how}); try again.`,
      saying: { id: 'worker ended', facts: { how } } as const,
    }));
    return Promise.race([done, ended]);
  }

  return {
    async run(name, { tell = () => {}, input } = {}) {
      const outcome = running.get(name) ?? delegate(name, input).finally(() => running.delete(name));
      running.set(name, outcome);
      listeners.set(tell, name);
      const came = await outcome.finally(() => listeners.delete(tell));
      if (came.error !== undefined) throw new JobFailedError(came.error, came.saying);
      return came.result;
    },
    hear(message) {
      if (message.type === 'job-done') waiting.get(message.name)?.(message.outcome);
      if (message.type !== 'job-progress') return;
      for (const [tell, name] of listeners) if (name === message.name) tell(message.progress);
    },
  };
}
