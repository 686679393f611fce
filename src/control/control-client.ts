import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Config } from '../config/config.ts';
import { controlPath } from './control-path.ts';

/** No Foxden answers on this data dir. */
export class NotRunningError extends Error {
  static readonly exitCode = 3;
  /** Left over by one that was killed: the socket is there, but nobody listens. */
  readonly crashed: boolean;

  constructor(dataDir: string, crashed: boolean) {
    super(
      crashed
        ? `Foxden is not running on ${dataDir}; it ended without cleaning up, perhaps because it was killed. Start it again.`
        : `Foxden is not running on ${dataDir}. Start it, or set FOXDEN_DATA_DIR to the data dir of the one that runs.`,
    );
    this.crashed = crashed;
  }
}

/** The running Foxden could not do what it was asked; the message is its own. */
export class ControlRefusedError extends Error {
  static readonly exitCode = 1;
}

/**
 * Asks the Foxden that runs on a data dir.
 *
 * @param target - Method and path, such as `POST /restart`.
 * @param body - Sent as JSON.
 * @returns The answer's JSON.
 * @throws {NotRunningError} When there is none.
 * @throws {ControlRefusedError} When it says no. Errors of the system (EACCES) pass as they are.
 */
export async function askSupervisor<T>(config: Pick<Config, 'dataDir'>, target: string, body?: unknown): Promise<T> {
  const socketPath = controlPath(config);
  if (socketPath === undefined) throw new NotRunningError(config.dataDir, false);
  const [method, path] = target.split(' ');
  const text = body === undefined ? undefined : JSON.stringify(body);
  const { status, answer } = await new Promise<{ status?: number; answer: unknown }>((resolve, reject) => {
    const headers = text === undefined ? {} : { 'Content-Length': Buffer.byteLength(text) };
    const call = request({ socketPath, method, path, headers }, (response) => {
      const cutOff = () =>
        new ControlRefusedError('Foxden ended in the middle of its answer. Look whether it runs, and try again.');
      json(response).then(
        (answer) => resolve({ status: response.statusCode, answer }),
        () => reject(cutOff()),
      );
    });
    call.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') reject(new NotRunningError(config.dataDir, false));
      else if (error.code === 'ECONNREFUSED') reject(new NotRunningError(config.dataDir, true));
      else reject(error);
    });
    call.end(text);
  });
  if (status !== 200) throw new ControlRefusedError((answer as { error: string }).error);
  return answer as T;
}
