import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { foxdenProgram } from '../../testing/foxden-program.ts';
import { freePort } from '../../testing/free-port.ts';
import { startMariadb } from '../../testing/mariadb.ts';
import { watchServer } from './evidence.ts';

const repository = new URL('../..', import.meta.url).pathname;

/** A Foxden in processes of its own, as `npm start` runs it. */
export interface Foxden {
  /** Origin that browsers use. */
  readonly url: string;
  readonly dataDir: string;
  /** Settings it runs with. */
  readonly env: Record<string, string>;
  /** Everything it printed. */
  output(): string;
  /** Process ids of the workers. */
  workers(): number[];
  /** Sends a signal to the supervisor. */
  signal(name: NodeJS.Signals): void;
  /** Stops with SIGTERM and waits; the data stays. */
  stop(): Promise<void>;
  /** Starts again on the same data and port. */
  start(): Promise<void>;
  /** Runs `foxden …` with the same settings and returns what it printed. */
  cli(...args: string[]): Promise<string>;
  /** Stops and removes everything. */
  destroy(): Promise<void>;
}

/**
 * Starts Foxden with an empty database and waits until it answers.
 *
 * @param engine - Which database; MariaDB is a real server of this Foxden's own.
 * @param env - More settings.
 * @param atAddress - Makes its public address of the port; http://localhost unless given.
 */
export async function startFoxden(
  engine: 'sqlite' | 'mariadb',
  env: Record<string, string> = {},
  atAddress?: (port: number) => URL,
): Promise<Foxden> {
  const dataDir = mkdtempSync(join(tmpdir(), 'foxden-e2e-'));
  const port = await freePort();
  const url = atAddress ? atAddress(port).origin : `http://localhost:${port}`;
  const mariadb = engine === 'mariadb' ? await startMariadb() : undefined;
  const settings: Record<string, string> = {
    FOXDEN_LISTEN: `${url.startsWith('http://[::1]') ? '[::1]' : '127.0.0.1'}:${port}`,
    ...(atAddress && { FOXDEN_PUBLIC_URL: atAddress(port).href }),
    FOXDEN_DATA_DIR: dataDir,
    ...(mariadb && { FOXDEN_DATABASE_URL: await mariadb.createDatabase() }),
    ...env,
  };
  let child: ChildProcess | undefined;
  let output = '';

  const start = async () => {
    child = run('serve');
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    await answering(url, child, () => output);
  };
  const run = (...args: string[]) =>
    spawn(join(repository, 'node_modules/.bin/node'), [foxdenProgram, ...args], {
      cwd: repository,
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const stop = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child!.once('exit', resolve));
    child.kill('SIGTERM');
    await exited;
  };

  const watched = watchServer({ url, output: () => output });
  await start();
  return {
    url,
    dataDir,
    env: settings,
    output: () => output,
    workers: () => childrenOf(child!.pid!),
    signal: (name) => child!.kill(name),
    stop,
    start,
    async cli(...args) {
      const command = run(...args);
      let printed = '';
      command.stdout!.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
      command.stderr!.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
      const code = await new Promise((resolve) => command.once('close', resolve));
      if (code !== 0) throw new Error(`foxden ${args.join(' ')} ended with ${code}: ${printed}`);
      return printed;
    },
    async destroy() {
      watched.forget();
      await stop();
      await mariadb?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function answering(url: string, child: ChildProcess, output: () => string): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (child.exitCode !== null) throw new Error(`Foxden ended with ${child.exitCode}:\n${output()}`);
    const answer = await fetch(`${url}/__heartbeat__`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`Foxden does not answer:\n${output()}`);
}

// The worker processes are the supervisor's children whose command line is a worker's; the pairing hub is another child.
function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((candidate) => {
      try {
        const status = readFileSync(`/proc/${candidate}/stat`, 'utf8');
        const parent = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
        return parent === pid && readFileSync(`/proc/${candidate}/environ`, 'utf8').includes('NODE_UNIQUE_ID=');
      } catch {
        return false;
      }
    });
}
