import { readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { createInterface } from 'node:readline';
import { json } from 'node:stream/consumers';
import type { Config } from '../config/config.ts';
import { lastSettings } from '../config/settings-in-force.ts';
import { SaidError } from '../failures/said-error.ts';
import type { Saying } from '../failures/saying.ts';
import type { Progress, TellProgress } from '../log/progress.ts';
import { controlPath } from './control-path.ts';
import { progressType } from './control-server.ts';

/** How long an answer to a question may take, in milliseconds. Work that is asked for may take its time. */
const patience = 2000;

/** No Foxden answers on this data dir. */
export class NotRunningError extends SaidError {
  static override readonly exitCode: number = 3;
  /** Left over by one that was killed: the socket is there, but nobody listens. */
  readonly crashed: boolean;

  constructor(dataDir: string, crashed: boolean) {
    super(
      crashed
        ? `Foxden is not running on ${dataDir}; it ended without cleaning up, perhaps because it was killed. Start it again.`
        : `Foxden is not running on ${dataDir}. Start it, or set FOXDEN_DATA_DIR to the data dir of the one that runs.`,
      { id: 'not running', facts: { dataDir } },
    );
    this.crashed = crashed;
  }
}

/** A Foxden runs on this data dir, but says nothing. */
export class SilentError extends SaidError {
  static override readonly exitCode = 4;
  /** Stopped by a signal: it would never answer. */
  readonly isStopped: boolean;

  constructor(dataDir: string) {
    const pid = lastSettings(dataDir)?.pid;
    const who = pid === undefined ? 'Foxden' : `Foxden (process ${pid})`;
    const stopped = isStopped(pid);
    super(
      stopped
        ? `${who} on ${dataDir} has been stopped, but not ended: it is frozen. Let it go on (kill -CONT ${pid}, or docker compose unpause).`
        : `${who} on ${dataDir} runs, but does not answer. If that stays so, end it (kill -KILL) and start it again.`,
      stopped ? { id: 'frozen', facts: { pid: pid ?? '?' } } : { id: 'silent', facts: {} },
    );
    this.isStopped = stopped;
  }
}

/** The running Foxden could not do what it was asked; the message is its own. */
export class ControlRefusedError extends SaidError {}

/**
 * Asks the Foxden that runs on a data dir.
 *
 * @param target - Method and path, such as `POST /restart`. GET is given up after some seconds.
 * @param body - Sent as JSON.
 * @param tell - Called with how far the work is that was asked for.
 * @returns The answer's JSON.
 * @throws {NotRunningError} When there is none.
 * @throws {SilentError} When it does not answer.
 * @throws {ControlRefusedError} When it says no. Errors of the system (EACCES) pass as they are.
 */
export async function askSupervisor<T>(
  config: Pick<Config, 'dataDir'>,
  target: string,
  body?: unknown,
  tell?: TellProgress,
): Promise<T> {
  const socketPath = controlPath(config);
  if (socketPath === undefined) throw new NotRunningError(config.dataDir, false);
  const [method, path] = target.split(' ');
  const text = body === undefined ? undefined : JSON.stringify(body);
  const { status, answer } = await new Promise<{ status?: number; answer: unknown }>((resolve, reject) => {
    const headers = {
      ...(text !== undefined && { 'Content-Length': Buffer.byteLength(text) }),
      ...(tell && { Accept: progressType }),
    };
    const signal = method === 'GET' ? AbortSignal.timeout(patience) : undefined;
    const call = request({ socketPath, method, path, headers, signal }, (response) => {
      const cutOff = () =>
        new ControlRefusedError('Foxden ended in the middle of its answer. Look whether it runs, and try again.', {
          id: 'ended in answer',
          facts: {},
        });
      readAnswer(response, tell).then(resolve, () => reject(cutOff()));
    });
    call.on('error', (error: NodeJS.ErrnoException) => {
      if (signal?.aborted) reject(new SilentError(config.dataDir));
      else if (error.code === 'ENOENT' || error.code === 'ENOTDIR') reject(new NotRunningError(config.dataDir, false));
      else if (error.code === 'ECONNREFUSED') reject(new NotRunningError(config.dataDir, true));
      else reject(error);
    });
    call.end(text);
  });
  if (status !== 200) {
    // One that was started before an update says nothing of other languages.
    const { error, saying } = answer as { error: string; saying?: Saying };
    throw new ControlRefusedError(error, saying ?? { id: 'unexpected', facts: { message: error } });
  }
  return answer as T;
}

/** An answer that comes at once, or after lines of progress (an older Foxden sends none). */
async function readAnswer(
  response: IncomingMessage,
  tell: TellProgress = () => {},
): Promise<{ status?: number; answer: unknown }> {
  if (response.headers['content-type'] !== progressType) {
    return { status: response.statusCode, answer: await json(response) };
  }
  for await (const line of createInterface({ input: response })) {
    const part = JSON.parse(line) as { progress: Progress } | { status: number; answer: unknown };
    if (!('progress' in part)) return part;
    tell(part.progress);
  }
  throw new Error('no answer came');
}

/** Returns true when a process was stopped by a signal, where the system says so (proc(5)). */
function isStopped(pid: number | undefined): boolean {
  try {
    return /\) [Tt] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
