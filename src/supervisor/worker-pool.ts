import cluster from 'node:cluster';
import { workerFlags } from '../config/lean-node.ts';
import { isShortOfMemory } from '../crypto/memory.ts';
import { failureFields } from '../failures/failure-fields.ts';
import { SaidError } from '../failures/said-error.ts';
import type { Logger, LogLevel } from '../log/logger.ts';
import { type DrainLimits, heartbeatInterval, type SupervisorMessage, type WorkerMessage } from '../worker/messages.ts';
import { StartError } from './start-error.ts';
import { forkWorker, type WorkerProcess, type WorkerStartError, workerStdio } from './worker-process.ts';
import { createWorkerSlot, type WorkerSlot } from './worker-slot.ts';

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
  /**
   * Replaces every worker, one after the other; the old one leaves only when the new one serves, unless memory is short: then
   * it leaves first.
   */
  rollingRestart(): Promise<void>;
  /**
   * Lets all workers finish and leave, does `work` while none runs, and starts them again, also when `work` fails. Browsers
   * that call meanwhile find nobody and try again later.
   */
  standStill<T>(work: () => Promise<T>): Promise<T>;
  /** Lets all workers finish and leave; resolves when they have, and what was done while they stood still too. */
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
  /** Takes lines of the access log; the last one has no end. */
  onAccess(lines: string): void;
  timings?: PoolTimings;
  /** Whether there is no memory for a worker more than `size`. */
  isShortOfMemory?: boolean;
  /** Makes a worker process; tests make something else. */
  forkProcess?: typeof forkWorker;
}

/**
 * Workers are started only while the pool is `running`: not while it is `still`, because something needs the database for
 * itself, and never again once it is `stopped`.
 */
type PoolState = 'running' | 'still' | 'stopped';

/** How many workers may fail in a row before any has ever served. */
const patience = 5;

/** Makes a pool; nothing runs before `start`. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const {
    program,
    size,
    log,
    level,
    onMessage,
    onAccess,
    timings = defaultTimings,
    isShortOfMemory: isShort = isShortOfMemory,
    forkProcess = forkWorker,
  } = options;
  const all = new Set<WorkerProcess>();
  const served = Promise.withResolvers<void>();
  let state: PoolState = 'running';
  let everServed = false;
  let failures = 0;
  let crashes = 0;
  /** Rolling restarts and standstills run one after the other; this is the last one's end, which never fails. */
  let turn: Promise<unknown> = Promise.resolve();
  let restart: Promise<void> | undefined;
  const slots: WorkerSlot[] = Array.from({ length: size }, () =>
    createWorkerSlot({ fork, isRunning: () => state === 'running', log, onCrash: () => crashes++ }),
  );

  function fork(): WorkerProcess | undefined {
    if (state !== 'running') return undefined;
    const worker = forkProcess({ startLimit: timings.startLimit, level, onMessage, onAccess });
    all.add(worker);
    void worker.exited.then(() => all.delete(worker));
    worker.ready.then(
      () => {
        everServed = true;
        served.resolve();
        log.debug('worker ready', { worker: worker.pid, ms: Date.now() - worker.startedAt });
      },
      (error: WorkerStartError) => {
        if (state !== 'running') return;
        log.error('a worker could not start', { worker: worker.pid, reason: error.message });
        if (!everServed && (error.final || ++failures >= patience)) served.reject(startError(error));
      },
    );
    return worker;
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

  function takeTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => {});
    return result;
  }

  async function replaceAll(): Promise<void> {
    if (isShort) log.info('there is little memory: each worker leaves before the next one starts', { workers: size });
    for (const slot of slots) await (isShort ? slot.replaceInPlace(timings.stopped) : slot.replace(timings.replaced));
  }

  const drainAll = () => Promise.all([...all].map((worker) => worker.drain(timings.stopped)));

  async function stop(): Promise<void> {
    state = 'stopped';
    await Promise.all([drainAll(), turn]);
  }

  return {
    async start() {
      // Workers accept for themselves. In cluster's other way, round robin, a connection that was being handed to a worker that
      // is killed just then stays open in the supervisor for ever, and its client waits.
      cluster.schedulingPolicy = cluster.SCHED_NONE;
      cluster.setupPrimary({
        exec: program,
        args: [],
        stdio: workerStdio,
        execArgv: [...process.execArgv, ...workerFlags],
      });
      watch();
      for (const slot of slots) slot.fill();
      try {
        await served.promise;
      } catch (error) {
        await stop();
        throw error;
      }
    },
    rollingRestart() {
      restart ??= takeTurn(replaceAll)
        .catch((error) => {
          log.error('rolling restart given up; the old workers go on', failureFields(error));
          throw error;
        })
        .finally(() => {
          restart = undefined;
        });
      return restart;
    },
    standStill: (work) =>
      takeTurn(async () => {
        if (state === 'running') state = 'still';
        await drainAll();
        if (state !== 'still')
          throw new SaidError('Foxden is being stopped; nothing was done.', { id: 'stopping', facts: {} });
        try {
          return await work();
        } finally {
          // Unless Foxden was stopped meanwhile.
          if (state === 'still') {
            state = 'running';
            for (const slot of slots) slot.fill();
            // One that can't start has been logged, and is tried again.
            await Promise.any(slots.flatMap((slot) => slot.worker()?.ready ?? [])).catch(() => {});
          }
        }
      }),
    stop,
    kill() {
      state = 'stopped';
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
