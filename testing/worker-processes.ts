import { type ChildProcess, fork } from 'node:child_process';
import { createConfig } from '../src/config/config.ts';
import { readEnv } from '../src/config/read-env.ts';
import { createSecrets } from '../src/config/secrets.ts';
import { createContext } from '../src/context.ts';
import { migrate } from '../src/database/migrate.ts';
import { createLogger, type LogRecord } from '../src/log/logger.ts';
import type { Engine } from './engines.ts';

/** Several worker processes on one database, as one appliance or several have them. */
export interface WorkerProcesses {
  /** Origin of each worker. */
  urls: string[];
  masterSecret: string;
  /** Node that tokens have to name. */
  node: string;
  processes: ChildProcess[];
  /** Warnings and errors of all workers. */
  logs: LogRecord[];
  stop(): Promise<void>;
}

const node = 'https://sync.example.org';

/**
 * Starts worker processes on an empty database.
 *
 * @param count - How many.
 * @param env - Further settings.
 */
export async function startWorkers(
  engine: Engine,
  count: number,
  env: Record<string, string> = {},
): Promise<WorkerProcesses> {
  const settings = { FOXDEN_PUBLIC_URL: node, ...(await engine.env()), ...env };
  const config = createConfig(readEnv(settings));
  const secrets = await createSecrets(config);
  const ctx = createContext({ config, secrets, log: createLogger(() => {}, 'error') });
  await migrate(ctx.db);
  await ctx.close();
  const logs: LogRecord[] = [];
  const processes: ChildProcess[] = [];
  const starting = Array.from({ length: count }, () => {
    const child = fork(new URL('./worker-main.ts', import.meta.url), { env: { ...process.env, ...settings } });
    processes.push(child);
    return new Promise<string>((resolve, reject) => {
      child.on('message', (message: { url?: string; log?: LogRecord }) => {
        if (message.log) logs.push(message.log);
        if (message.url) resolve(message.url);
      });
      child.once('exit', (code) => reject(new Error(`worker ended with ${code}`)));
    });
  });
  const urls = await Promise.all(starting);
  return {
    urls,
    masterSecret: secrets.masterSecrets[0]!,
    node,
    processes,
    logs,
    async stop() {
      const running = processes.filter((child) => child.exitCode === null && child.signalCode === null);
      const ended = running.map((child) => new Promise((resolve) => child.once('exit', resolve)));
      for (const child of running) child.disconnect();
      await Promise.all(ended);
    },
  };
}
