import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConfig } from '../../../src/config/config.ts';
import { readEnv } from '../../../src/config/read-env.ts';
import { readSecrets } from '../../../src/config/secrets.ts';
import { freePort } from '../../../testing/free-port.ts';
import { withOwnNode } from '../../../testing/own-node.ts';
import { spawnServe } from '../../../testing/serve-process.ts';
// @ts-expect-error It is no TypeScript: what starts Foxden runs on an older Node.
import { builtServer } from '../../lib/server.mjs';

/** A real `foxden serve` with supervisor, workers and log files, on a data dir of its own. */
export interface Family {
  url: string;
  masterSecret: string;
  pid: number;
  env: Record<string, string>;
  /** Stops it and starts it again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts Foxden as people run it, the bundle that releases have, but for the limits of strangers' requests.
 *
 * @param options - `isAlone`: under a copy of Node that it shares with nobody, where memory is measured.
 */
export async function startFamily(
  settings: Record<string, string>,
  { isAlone = false }: { isAlone?: boolean } = {},
): Promise<Family> {
  const program = [await builtServer(), 'serve'];
  const dataDir = mkdtempSync(join(tmpdir(), 'foxden-bench-'));
  const listen = `127.0.0.1:${await freePort()}`;
  const env = {
    FOXDEN_DATA_DIR: dataDir,
    FOXDEN_LISTEN: listen,
    FOXDEN_PUBLIC_URL: `http://${listen.replace('127.0.0.1', 'localhost')}`,
    FOXDEN_RATE_LIMITS: 'off',
    FOXDEN_BACKUP_SCHEDULE: 'off',
    ...settings,
  };
  const start = async () => {
    const started = await spawnServe(env, program, isAlone ? withOwnNode(join(dataDir, 'node')) : []);
    await started.waitFor(/Foxden is ready/);
    return started;
  };
  let served = await start();
  return {
    url: served.url,
    masterSecret: readSecrets(createConfig(readEnv(env)))!.masterSecrets[0]!,
    get pid() {
      return served.child.pid!;
    },
    env,
    async restart() {
      await served.stop();
      served = await start();
    },
    async stop() {
      await served.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A program of the benchmark that runs beside it, and answers with `Answer`. */
export interface Helper<Answer> {
  url: string;
  pid: number;
  ask(question: object): Promise<Answer>;
  stop(): void;
}

/**
 * Starts a helper and waits until it is ready.
 *
 * @param file - Below `scripts/bench`.
 */
export async function startHelper<Answer = object>(
  file: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Helper<Answer>> {
  const child = fork(new URL(`../${file}`, import.meta.url), args, { env: { PATH: process.env.PATH, ...env } });
  const { url } = await answerOf<{ url: string }>(child);
  return {
    url,
    pid: child.pid!,
    ask(question) {
      const answer = answerOf<Answer>(child);
      child.send(question);
      return answer;
    },
    stop: () => child.disconnect(),
  };
}

function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`A process under measurement ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (answer) => {
      child.off('exit', ended);
      resolve(answer as Answer);
    });
  });
}
