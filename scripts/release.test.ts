import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../src/testing/free-port.ts';
import { makeTarball } from './lib/tarball.ts';

describe('the release tarball', () => {
  let dir: string;
  let foxden: string;
  let env: Record<string, string>;
  let server: ChildProcess | undefined;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'foxden-release-test-'));
    const tarball = await makeTarball(dir, { withNode: true });
    mkdirSync(join(dir, 'opt'));
    execFileSync('tar', ['-xzf', tarball, '-C', join(dir, 'opt'), '--strip-components=1']);
    foxden = join(dir, 'opt/docker/systemd/foxden-command');
    // No other Node is on this PATH.
    env = { PATH: '/usr/bin:/bin', FOXDEN_DATA_DIR: join(dir, 'data'), FOXDEN_LISTEN: `127.0.0.1:${await freePort()}` };
    server = spawn(foxden, ['serve'], { env, stdio: 'ignore' });
    // npm fetches the production packages, and Node itself is packed and unpacked.
  }, 400_000);
  afterAll(async () => {
    if (server) {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
    }
    rmSync(dir, { recursive: true });
  });

  it('runs from wherever it is unpacked, with its pages, its own Node and its command', async () => {
    const url = `http://${env.FOXDEN_LISTEN}`;
    let answer: Response | undefined;
    for (let tries = 0; tries < 400 && !answer?.ok; tries++) {
      answer = await fetch(`${url}/__heartbeat__`).catch(() => undefined);
      await sleep(100);
    }
    expect(await answer!.json()).toMatchObject({ status: 'Ok', database: 'Ok' });
    expect((await fetch(url, { headers: { Accept: 'text/html' } })).status).toBe(200);
    expect(execFileSync(foxden, ['status'], { env }).toString()).toContain('is running');
  }, 120_000);

  it('has no test and no development package', () => {
    expect(existsSync(join(dir, 'opt/src/testing'))).toBe(false);
    expect(existsSync(join(dir, 'opt/node_modules/vitest'))).toBe(false);
    expect(existsSync(join(dir, 'opt/src/main.ts'))).toBe(true);
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
