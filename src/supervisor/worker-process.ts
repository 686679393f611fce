import cluster, { type Worker } from 'node:cluster';
import type { Readable } from 'node:stream';
import type { Saying } from '../failures/saying.ts';
import type { LogLevel } from '../log/logger.ts';
import { accessPipe } from '../worker/line-pipe.ts';
import type { DrainLimits, SupervisorMessage, WorkerMessage, WorkerStats } from '../worker/messages.ts';

/** A worker ended before it was ready. `final`: another try would end the same. */
export class WorkerStartError extends Error {
  readonly exitCode: number;
  readonly final: boolean;
  readonly saying: Saying;

  constructor(message: string, exitCode: number, final: boolean, because?: Saying) {
    super(message);
    this.saying = { id: 'worker does not start', facts: { why: message }, because };
    this.exitCode = exitCode;
    this.final = final;
  }
}

/** One forked worker, from its start to its end. */
export interface WorkerProcess {
  readonly pid: number;
  readonly startedAt: number;
  state(): 'starting' | 'ready' | 'draining' | 'gone';
  /** From its last heartbeat. */
  stats(): WorkerStats | undefined;
  /** Resolves when it serves; rejects with a WorkerStartError when it ends or takes too long before. */
  readonly ready: Promise<void>;
  /** Resolves when the process is gone, with words for how it ended. */
  readonly exited: Promise<string>;
  /** One more heartbeat interval has passed; returns how many in a row have passed in silence. */
  tick(): number;
  send(message: SupervisorMessage): void;
  /** Asks it to finish and leave; resolves when it is gone. */
  drain(limits: DrainLimits): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

/** What happens to a worker beyond its own life. */
export interface WorkerProcessOptions {
  /** How long it may take to get ready, in milliseconds. */
  startLimit: number;
  level: () => LogLevel;
  onMessage(message: WorkerMessage, worker: WorkerProcess): void;
  /** Takes lines of the access log; the last one has no end. */
  onAccess(lines: string): void;
}

/** What a worker inherits: the output, the channel of messages, and the pipe for the lines of the access log. */
export const workerStdio = ['inherit', 'inherit', 'inherit', 'ipc', 'pipe'];

/** Forks a worker. `cluster.setupPrimary` has said which program it runs, with {@link workerStdio}. */
export function forkWorker({ startLimit, level, onMessage, onAccess }: WorkerProcessOptions): WorkerProcess {
  let child: Worker;
  try {
    child = cluster.fork();
  } catch (error) {
    // The system has no memory or process left; it may have later.
    return unborn(error as Error);
  }
  let state: ReturnType<WorkerProcess['state']> = 'starting';
  let stats: WorkerStats | undefined;
  let silent = 0;
  let failure: { message: string; exitCode: number; final: boolean; saying?: Saying } | undefined;

  const linesEnd = readLines(child.process.stdio[accessPipe] as Readable | null, onAccess);
  const exited = new Promise<string>((resolve) => {
    const end = (how: string) => {
      state = 'gone';
      resolve(how);
    };
    child.once('exit', async (code, signal) => {
      await linesEnd;
      end(signal ? `killed by ${signal}` : `exit code ${code}`);
    });
    // Other errors are about messages that a worker on its way out doesn't get any more.
    child.on('error', (error) => {
      if (child.process.pid === undefined) end(`it could not be started: ${error.message}`);
    });
  });
  const { promise: ready, resolve: becomeReady, reject: failToStart } = Promise.withResolvers<void>();
  const startTimer = setTimeout(() => {
    failure = { message: `not ready after ${startLimit} ms`, exitCode: 70, final: false };
    child.process.kill('SIGKILL');
  }, startLimit);
  ready.catch(() => {}).finally(() => clearTimeout(startTimer));
  void exited.then((how) => {
    const { message, exitCode, final, saying } = failure ?? { message: how, exitCode: 70, final: false };
    failToStart(new WorkerStartError(message, exitCode, final, saying));
  });

  const worker: WorkerProcess = {
    pid: child.process.pid ?? 0,
    startedAt: Date.now(),
    state: () => state,
    stats: () => stats,
    ready,
    exited,
    tick: () => ++silent,
    send(message) {
      if (child.isConnected()) child.send(message, () => {});
    },
    async drain(limits) {
      if (state !== 'gone') state = 'draining';
      worker.send({ type: 'drain', limits });
      // A worker that can't even leave is ended a little after it should have been gone.
      const timer = setTimeout(() => worker.kill(), Math.max(limits.grace, limits.upgraded ?? 0) + 3000);
      await exited;
      clearTimeout(timer);
    },
    kill: () => child.process.kill('SIGKILL'),
  };
  child.on('message', (message: WorkerMessage) => {
    if (message.type === 'ready' && state === 'starting') {
      state = 'ready';
      silent = 0;
      worker.send({ type: 'log-level', level: level() });
      becomeReady();
    } else if (message.type === 'failed') {
      failure = message;
    } else if (message.type === 'heartbeat') {
      silent = 0;
      stats = message.stats;
    }
    onMessage(message, worker);
  });
  return worker;
}

/**
 * Passes on whole lines of what a worker writes. What it had begun when it was killed is no line and is left out.
 *
 * @returns Resolves when nothing can come any more.
 */
function readLines(pipe: Readable | null | undefined, onLines: (lines: string) => void): Promise<void> {
  if (!pipe) return Promise.resolve();
  let rest = '';
  pipe.setEncoding('utf8');
  pipe.on('data', (text: string) => {
    const end = text.lastIndexOf('\n');
    if (end < 0) {
      rest += text;
      return;
    }
    onLines(rest + text.slice(0, end));
    rest = text.slice(end + 1);
  });
  // A worker that is killed breaks it.
  pipe.on('error', () => {});
  return new Promise((resolve) => pipe.once('close', () => resolve()));
}

function unborn(error: Error): WorkerProcess {
  const how = `it could not be started: ${error.message}`;
  const ready = Promise.reject(new WorkerStartError(how, 70, false));
  ready.catch(() => {});
  return {
    pid: 0,
    startedAt: Date.now(),
    state: () => 'gone',
    stats: () => undefined,
    ready,
    exited: Promise.resolve(how),
    tick: () => 0,
    send() {},
    drain: async () => {},
    kill() {},
  };
}
