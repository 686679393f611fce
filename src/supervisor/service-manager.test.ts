import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createServiceManager } from './service-manager.ts';

const dir = mkdtempSync(join(tmpdir(), 'foxden-notify-'));
afterEach(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }));

it('tells systemd that Foxden is ready, lives and stops, and keeps the socket from other processes', async () => {
  // Stands in for systemd-notify and writes down what it was asked to tell.
  const told = join(dir, 'told');
  writeFileSync(join(dir, 'systemd-notify'), `#!/bin/sh\necho "$NOTIFY_SOCKET $*" >> ${told}\n`);
  chmodSync(join(dir, 'systemd-notify'), 0o755);
  const env: NodeJS.ProcessEnv = {
    PATH: `${dir}:${process.env.PATH}`,
    NOTIFY_SOCKET: '/run/x',
    WATCHDOG_USEC: '60000',
  };
  const manager = createServiceManager(env);
  expect(env).toEqual({ PATH: env.PATH });
  const lines = () => readFileSync(told, { encoding: 'utf8', flag: 'a+' });
  manager.ready('Foxden is ready');
  await expect.poll(lines).toContain(`/run/x --pid=${process.pid} --ready --status=Foxden is ready\n`);
  await expect.poll(lines).toContain(`/run/x --pid=${process.pid} WATCHDOG=1\n`);
  manager.stopping();
  await expect.poll(lines).toContain('STOPPING=1');
  manager.close();
});

it('says nothing when nobody asks', () => {
  const manager = createServiceManager({});
  manager.ready('x');
  manager.stopping();
  manager.close();
});
