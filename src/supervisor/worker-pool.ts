import cluster from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorFields, type Logger, type LogLevel } from '../log/logger.ts';
import { type DrainLimits, heartbeatInterval, type SupervisorMessage, type WorkerMessage } from '../worker/messages.ts';
import { type Backoff, createBackoff } from './backoff.ts';
import { StartError } from './start-error.ts';
import { forkWorker, type WorkerProcess, type WorkerStartError } from './worker-process.ts';

/** How patient the supervisor is; milliseconds unless said otherwise. */
export interface PoolTimings {
  startLimit: number;
  /** Heartbeat intervals of silence after which a worker counts as hung. */
  silenceLimit: number;
  /** How workers leave when another one has taken their place. */
  replaced: DrainLimits;
  /** How workers leave when Foxden is stopped. */
  stopped: DrainLimits;
}

/** Timings that fit a home server as well as a loaded machine; `stopped` fits Docker's 10 seconds. */
export const defaultTimings: PoolTimings = {
  startLimit: 60_000,
  silenceLimit: 15,
  replaced: { linger: 5000, grace: 30_000, upgraded: 15 * 60_000 },
  stopped: { linger: 1000, grace: 7000 },
};

/** Keeps the workers running. */
export interface WorkerPool {
  /**
   * Starts all workers; resolves when the first one serves.
   *
   * @throws {StartError} When none can be started; by then all have been ended.
   */
  start(): Promise<void>;
  /** Replaces every worker, one after the other; the old one leaves only when the new one serves. */
  rollingRestart(): Promise<void>;
  /**
   * Lets all workers finish and leave, does `work` while none runs, and starts them again, also when `work` fails. Browsers
   * that call meanwhile find nobody and try again later.
   */
  standStill<T>(work: () => Promise<T>): Promise<T>;
  /** Lets all workers finish and leave. */
  stop(): Promise<void>;
  /** Ends all workers at once. */
  kill(): void;
  send(message: SupervisorMessage): void;
  workers(): WorkerProcess[];
  /** How many workers ended without having been told to. */
  crashes(): number;
}

/** What the pool needs from its surroundings. */
export interface WorkerPoolOptions {
  /** The program that a worker runs. */
  program: string;
  size: number;
  log: Logger;
  level: () => LogLevel;
  onMessage(message: WorkerMessage, worker: WorkerProcess): void;
  timings?: PoolTimings;
}

interface Slot {
  worker: WorkerProcess;
  backoff: Backoff;
}

/** How many workers may fail in a row before any has ever served. */
const patience = 5;

/** Makes a pool; nothing runs before `start`. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const { program, size, log, level, onMessage, timings = defaultTimings } = options;
  const slots: Slot[] = [];
  const all = new Set<WorkerProcess>();
  const served = Promise.withResolvers<void>();
  let everServed = false;
  let failures = 0;
  let crashes = 0;
  /** No worker that ends is replaced: for good (`stopped`), or while something needs all of them gone (`still`). */
  let stopping = false;
  let stopped = false;
  let still = Promise.resolve();
  let restart: Promise<void> | undefined;

  function fork(): WorkerProcess {
    const worker = forkWorker({ startLimit: timings.startLimit, level, onMessage });
    all.add(worker);
    void worker.exited.then(() => all.delete(worker));
    worker.ready.then(
      () => {
        everServed = true;
        served.resolve();
        log.debug('worker ready', { worker: worker.pid, ms: Date.now() - worker.startedAt });
      },
      (error: WorkerStartError) => {
        if (stopping) return;
        log.error('a worker could not start', { worker: worker.pid, reason: error.message });
        if (!everServed && (error.final || ++failures >= patience)) served.reject(startError(error));
      },
    );
    return worker;
  }

  function occupy(slot: Slot): void {
    const { worker } = slot;
    void worker.exited.then(async (how) => {
      if (stopping || slot.worker !== worker) return;
      crashes++;
      const pause = slot.backoff.next(Date.now() - worker.startedAt);
      log.error('a worker ended; starting another', { worker: worker.pid, how, pause: Math.round(pause) });
      await sleep(pause);
      if (stopping || slot.worker !== worker) return;
      slot.worker = fork();
      occupy(slot);
    });
  }

  function watch(): void {
    setInterval(() => {
      for (const worker of all) {
        // Silence is counted in our own ticks: after a suspended laptop wakes up, nobody has missed one.
        if (worker.state() !== 'ready' || worker.tick() <= timings.silenceLimit) continue;
        log.error('a worker has hung and is ended', { worker: worker.pid, silence: timings.silenceLimit });
        worker.kill();
      }
    }, heartbeatInterval).unref();
  }

  async function replaceAll(): Promise<void> {
    for (const slot of slots) {
      const old = slot.worker;
      const replacement = fork();
      await replacement.ready;
      if (stopping) return;
      slot.worker = replacement;
      occupy(slot);
      // A pairing may keep it for minutes more; the next worker's turn doesn't wait for that.
      await Promise.race([old.drain(timings.replaced), sleep(timings.replaced.grace, undefined, { ref: false })]);
      log.info('worker replaced', { old: old.pid, worker: replacement.pid });
    }
  }

  const drainAll = () => Promise.all([...all].map((worker) => worker.drain(timings.stopped)));

  return {
    async start() {
      // Workers accept for themselves. In cluster's other way, round robin, a connection that was being handed to a worker that
      // is killed just then stays open in the supervisor for ever, and its client waits.
      cluster.schedulingPolicy = cluster.SCHED_NONE;
      cluster.setupPrimary({ exec: program, args: [] });
      watch();
      for (let i = 0; i < size; i++) {
        const slot = { worker: fork(), backoff: createBackoff() };
        slots.push(slot);
        occupy(slot);
      }
      try {
        await served.promise;
      } catch (error) {
        await this.stop();
        throw error;
      }
    },
    rollingRestart() {
      restart ??= replaceAll()
        .catch((error) => {
          log.error('rolling restart given up; the old workers go on', errorFields(error));
          throw error;
        })
        .finally(() => {
          restart = undefined;
        });
      return restart;
    },
    async standStill(work) {
      await restart?.catch(() => {});
      stopping = true;
      await drainAll();
      if (stopped) throw new Error('Foxden is being stopped; nothing was done.');
      const working = work();
      still = working.then(
        () => {},
        () => {},
      );
      try {
        return await working;
      } finally {
        if (!stopped) {
          stopping = false;
          for (const slot of slots) {
            slot.worker = fork();
            occupy(slot);
          }
          await Promise.any(slots.map((slot) => slot.worker.ready));
        }
      }
    },
    async stop() {
      stopped = true;
      stopping = true;
      await Promise.all([drainAll(), still]);
    },
    kill() {
      stopped = true;
      stopping = true;
      for (const worker of all) worker.kill();
    },
    send(message) {
      for (const worker of all) worker.send(message);
    },
    workers: () => [...all],
    crashes: () => crashes,
  };
}

function startError(error: WorkerStartError): Error {
  if (error.final) return error;
  return new StartError(
    `Foxden's workers end before they are ready, ${patience} times in a row. The last one said:\n${error.message}\n` +
      'This is not a matter of settings: the log above has the details.',
  );
}
