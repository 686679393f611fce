import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { command } from './command.ts';
import type { Engine } from './engine.ts';

/** Stands in for the public registry, as far as the test's engine asks it. */
export interface Registry {
  /**
   * Publishes an image under a public name that says of itself, by the label `foxden.test.published`, what it is.
   *
   * @param image - Public name; there has to be one here, which the new one is made from.
   * @param label - Value of the label.
   */
  publish(image: string, label: string): Promise<void>;
  stop(): Promise<void>;
}

const program = '/usr/bin/docker-registry';

/** True when this engine can ask a registry of the test's own. */
export const canHaveRegistry = (engine: Engine | undefined): boolean =>
  engine?.mirror !== undefined && existsSync(program);

/** Starts the registry. It has nothing but what is published. */
export async function startRegistry(engine: Engine): Promise<Registry> {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-registry-'));
  const address = `127.0.0.1:${engine.mirror}`;
  const file = join(dir, 'config.yml');
  writeFileSync(
    file,
    JSON.stringify({ version: 0.1, storage: { filesystem: { rootdirectory: dir } }, http: { addr: address } }),
  );
  const child: ChildProcess = spawn(program, ['serve', file], { stdio: 'ignore' });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  for (let tries = 0; tries < 900 && child.exitCode === null; tries++) {
    if ((await fetch(`http://${address}/v2/`).catch(() => undefined))?.ok) break;
    await sleep(100);
  }
  return {
    async publish(image, label) {
      const name = `${address}/library/${image}`;
      // A file as well: what is copied out of an image leaves its labels behind.
      const input = `FROM ${image}\nRUN echo ${label} > /etc/published\nLABEL foxden.test.published=${label}\n`;
      await command('docker', ['build', '-q', '-t', name, '-'], { env: engine.env, input });
      await engine.docker('push', '-q', name);
      await engine.docker('image', 'rm', name);
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
