import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect } from 'vitest';
import { type ServeProcess, spawnServe } from './serve-process.ts';

/** Starts real servers for the tests of one file, and clears up after each test. */
export interface ServeFamily {
  dataDir(): string;
  /** Starts `foxden serve` with two workers, in a data dir of its own unless told. */
  spawn(env?: Record<string, string>): Promise<ServeProcess>;
  /** The same, and waits until both workers serve. `patient`: with more patience for clients of workers that leave. */
  ready(env?: Record<string, string>, patient?: boolean): Promise<ServeProcess>;
}

const patientProgram = [fileURLToPath(new URL('./patient-serve.ts', import.meta.url))];

/** Process ids of the workers that serve. */
export const workerPids = async (served: ServeProcess): Promise<number[]> =>
  (await served.status()).workers.filter(({ state }) => state === 'ready').map(({ pid }) => pid);

/** Call it once, at the top of a test file. */
export function serveFamily(): ServeFamily {
  const dirs: string[] = [];
  const running: ServeProcess[] = [];
  afterEach(async () => {
    for (const served of running.splice(0)) {
      served.child.kill('SIGKILL');
      await served.exited;
    }
    for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  });
  const dataDir = () => {
    const dir = mkdtempSync(join(tmpdir(), 'foxden-serve-'));
    dirs.push(dir);
    return dir;
  };
  const spawn = async (env: Record<string, string> = {}, program?: string[]) => {
    const served = await spawnServe({ FOXDEN_DATA_DIR: dataDir(), FOXDEN_WORKERS: '2', ...env }, program);
    running.push(served);
    return served;
  };
  return {
    dataDir,
    spawn: (env) => spawn(env),
    async ready(env, patient = false) {
      const served = await spawn(env, patient ? patientProgram : undefined);
      await served.waitFor(/Foxden is ready/);
      await expect.poll(async () => (await workerPids(served)).length).toBe(2);
      return served;
    },
  };
}
