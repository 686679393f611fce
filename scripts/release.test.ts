import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NoEngine } from '../e2e/containers/no-engine.ts';
import { type PlainDebian, plainDebian } from '../e2e/containers/plain-debian.ts';
import { freePort } from '../src/testing/free-port.ts';
import { makeTarball } from './lib/tarball.ts';

/** Waits until a Foxden answers at this port of the machine. */
async function answers(port: number): Promise<void> {
  let answer: Response | undefined;
  for (let tries = 0; tries < 1800 && !answer?.ok; tries++) {
    answer = await fetch(`http://127.0.0.1:${port}/__heartbeat__`).catch(() => undefined);
    await sleep(100);
  }
  expect(await answer?.json()).toMatchObject({ status: 'Ok', database: 'Ok' });
}

const canHaveDebian = process.getuid?.() === 0 && existsSync('/usr/bin/mmdebstrap');

describe('what is released for machines without Docker', () => {
  let dir: string;
  let tarball: string;
  let debian: PlainDebian | undefined;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'foxden-release-test-'));
    tarball = await makeTarball(dir, { withNode: true });
    mkdirSync(join(dir, 'opt'));
    execFileSync('tar', ['-xzf', tarball, '-C', join(dir, 'opt'), '--strip-components=1']);
    // npm fetches the production packages, and Node itself is packed and unpacked.
  }, 600_000);
  afterEach(async () => {
    await debian?.destroy();
    debian = undefined;
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  /** A plain Debian with these files in /root, or undefined where none can be had. */
  async function debianWith(...files: string[]): Promise<PlainDebian> {
    debian = await plainDebian();
    for (const file of files) copyFileSync(file, join(debian.root, 'root', file.split('/').at(-1)!));
    return debian;
  }

  it.skipIf(!canHaveDebian)(
    'the tarball runs on a plain Debian, with its pages, its own Node and its command',
    async () => {
      const { run, start } = await debianWith(tarball).catch((error) => {
        throw error instanceof NoEngine ? new Error(error.message) : error;
      });
      await run('mkdir -p /opt/foxden && tar -xzf /root/foxden-*.tar.gz -C /opt/foxden --strip-components=1');
      const port = await freePort();
      const env = `FOXDEN_DATA_DIR=/var/lib/foxden FOXDEN_LISTEN=127.0.0.1:${port}`;
      start(`exec env ${env} /opt/foxden/docker/systemd/foxden-command serve`);
      await answers(port);
      expect((await fetch(`http://127.0.0.1:${port}`, { headers: { Accept: 'text/html' } })).status).toBe(200);
      expect(await run(`${env} /opt/foxden/docker/systemd/foxden-command status`)).toContain('is running');
    },
    // A first run makes the folder of Debian's packages; with other tests beside it that takes minutes.
    600_000,
  );

  it('has no test and no development package, and every file that its documents name', () => {
    expect(existsSync(join(dir, 'opt/src/testing'))).toBe(false);
    expect(existsSync(join(dir, 'opt/node_modules/vitest'))).toBe(false);
    for (const path of ['src/main.ts', 'docs/clients.md', 'docker/README.md', 'docker/systemd/README.md']) {
      expect(existsSync(join(dir, 'opt', path)), path).toBe(true);
    }
  });

  it.skipIf(spawnSync('systemd-analyze', ['--version']).error)('has a unit that systemd understands', () => {
    const unit = join(dir, 'opt/docker/systemd/foxden.service');
    const { stderr } = spawnSync('systemd-analyze', ['verify', '--recursive-errors=no', unit], { encoding: 'utf8' });
    // The program is not installed where the unit expects it.
    expect(
      stderr.split('\n').filter((line) => line.includes('foxden.service') && !line.includes('not executable')),
    ).toEqual([]);
  });
});
