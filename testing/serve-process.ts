import { type ChildProcess, spawn } from 'node:child_process';
import { askSupervisor } from '../src/control/control-client.ts';
import type { Status } from '../src/control/status.ts';
import { foxdenProgram } from './foxden-program.ts';
import { freePort } from './free-port.ts';

/** A real `foxden serve` with its worker processes. */
export interface ServeProcess {
  url: string;
  dataDir: string;
  child: ChildProcess;
  /** Everything it has written to stdout and stderr. */
  output(): string;
  /** Resolves when the output matches; rejects when the process ends first. */
  waitFor(pattern: RegExp): Promise<void>;
  status(): Promise<Status>;
  /** Resolves with exit code or signal. */
  exited: Promise<number | NodeJS.Signals>;
  /** Sends SIGTERM and waits for the end. */
  stop(): Promise<number | NodeJS.Signals>;
}

/**
 * Starts `foxden serve` as its own process; it may not be ready yet.
 *
 * @param env - Settings, FOXDEN_DATA_DIR among them.
 * @param program - Another program that supervises, with less patience.
 * @param launcher - What starts it; put before its command line.
 */
export async function spawnServe(
  env: Record<string, string>,
  program: string[] = [foxdenProgram, 'serve'],
  launcher: string[] = [],
): Promise<ServeProcess> {
  const listen = env.FOXDEN_LISTEN ?? `127.0.0.1:${await freePort()}`;
  const [command, ...args] = [...launcher, process.execPath, ...program];
  const child = spawn(command!, args, {
    env: { PATH: process.env.PATH, FOXDEN_LISTEN: listen, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  const exited = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal!));
  });
  return {
    url: `http://${listen.replace('127.0.0.1', 'localhost')}`,
    dataDir: env.FOXDEN_DATA_DIR!,
    child,
    output: () => output,
    waitFor(pattern) {
      return new Promise((resolve, reject) => {
        const look = () => {
          if (pattern.test(output)) resolve();
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        void exited.then((how) => reject(new Error(`ended with ${how} before ${pattern}:\n${output}`)));
        look();
      });
    },
    status: () => askSupervisor<Status>({ dataDir: env.FOXDEN_DATA_DIR! }, 'GET /status'),
    exited,
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}
