import { expect, it, vi } from 'vitest';
import { askSupervisor } from '../control/control-client.ts';
import { createLogger, type LogRecord } from '../log/logger.ts';
import { serveFamily } from '../testing/serve-family.ts';
import { startSchedule } from './schedule.ts';

const { ready } = serveFamily();
vi.setConfig({ testTimeout: 180_000 });

it('runs a job when its time has come, and logs why one was not done', async () => {
  const logs: LogRecord[] = [];
  const log = createLogger((record) => logs.push(record), 'info');
  let runs = 0;
  const fails = { name: 'fails', at: '* * * * * *', run: () => Promise.reject(new Error('no worker')) };
  const works = { name: 'works', at: '* * * * * *', run: async () => ++runs };
  const schedule = startSchedule([works, fails], log, 0);
  await expect.poll(() => runs, { timeout: 10_000 }).toBeGreaterThan(0);
  await expect.poll(() => logs).toContainEqual(expect.objectContaining({ message: 'fails was not done' }));
  await schedule.stop();
});

it('has a worker purge when it is asked, and reports what was removed', async () => {
  const served = await ready();
  const nothing = { expired: 0, records: 0, batches: 0, sessions: 0, users: 0, failed: 0 };
  const [first, second] = await Promise.all([
    askSupervisor(served, 'POST /purge'),
    askSupervisor(served, 'POST /purge'),
  ]);
  expect([first, second]).toEqual([nothing, nothing]);
  expect(served.output()).toContain('purge done');
});
