import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { serveFamily } from '../../testing/serve-family.ts';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { askSupervisor } from '../control/control-client.ts';
import { openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { createLogger, type LogRecord } from '../log/logger.ts';
import { scheduledBackups } from './backup-schedule.ts';
import { startSchedule } from './schedule.ts';

const { ready } = serveFamily();

it('runs a job when its time has come, and logs why one was not done', async () => {
  const logs: LogRecord[] = [];
  const log = createLogger((record) => logs.push(record), 'info');
  let runs = 0;
  const fails = { name: 'fails', at: '* * * * * *', run: () => Promise.reject(new Error('no worker')) };
  const works = { name: 'works', at: '* * * * * *', run: async () => ++runs };
  const schedule = startSchedule([works, fails], log, { spread: 0 });
  await expect.poll(() => runs).toBeGreaterThan(0);
  await expect.poll(() => logs).toContainEqual(expect.objectContaining({ message: 'fails was not done' }));
  await schedule.stop();
});

it('logs a nightly backup that fails once, in words', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-schedule-'));
  const backups = join(dir, 'no-folder');
  writeFileSync(backups, '');
  const logs: LogRecord[] = [];
  const log = createLogger((record) => logs.push(record), 'info');
  const config = createConfig(readEnv({ FOXDEN_DATA_DIR: dir, FOXDEN_BACKUP_DIR: backups }));
  const db = openDatabase(config.database);
  await migrate(db);
  await db.close();
  // At most once in this test; a minute later if this machine was too busy to see the first time come.
  const at = `${(new Date().getSeconds() + 3) % 60} * * * * *`;
  const schedule = startSchedule(
    scheduledBackups({ ...config, backup: { ...config.backup, schedule: at } }, log),
    log,
    { spread: 0 },
  );
  await expect.poll(() => schedule.list()[0]?.last?.state).toBe('failed');
  await schedule.stop();
  expect(logs).toEqual([
    expect.objectContaining({
      level: 'error',
      message: 'backup was not done',
      fields: expect.objectContaining({ reason: expect.stringMatching(/no-folder/) }),
    }),
  ]);
  expect(logs[0]?.fields?.stack).toBeUndefined();
  rmSync(dir, { recursive: true });
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
