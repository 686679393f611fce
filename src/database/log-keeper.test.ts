import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { mayMount } from '../../testing/may-mount.ts';
import { createLogger } from '../log/logger.ts';
import { keepLogShort } from './log-keeper.ts';
import { openSqlite } from './sqlite-connection.ts';

it('writes the log back while others read and write, so that no commit has to', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-test-'));
  const file = join(dir, 'a.sqlite');
  const writer = openSqlite(file);
  const reader = openSqlite(file, { readonly: true });
  // Frames in the log, and those of them that are in the database file.
  const inLog = () => writer.pragma('wal_checkpoint(NOOP)') as [{ log: number; checkpointed: number }];
  writer.exec('CREATE TABLE t (text TEXT)');
  writer.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(8 * 1024 * 1024));
  const [before] = inLog();
  expect(before.log).toBeGreaterThan(2000);
  expect(before.checkpointed).toBe(0);

  const keeper = keepLogShort(
    file,
    createLogger(() => {}, 'error'),
  );
  const open = reader.prepare('SELECT text FROM t').iterate();
  open.next();
  await expect.poll(() => inLog()[0].checkpointed).toBeGreaterThanOrEqual(before.log);
  writer.exec('DELETE FROM t');
  open.return?.();
  keeper.stop();
  expect(reader.prepare('SELECT COUNT(*) FROM t').pluck().get()).toBe(0);
  for (const connection of [reader, writer]) connection.close();
  rmSync(dir, { recursive: true });
});

it.skipIf(!mayMount)('outlasts a full disk, tells of it once, and goes on when there is room again', async () => {
  const disk = mkdtempSync(join(tmpdir(), 'foxden-test-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', disk]);
  onTestFinished(() => {
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true });
  });
  const file = join(disk, 'a.sqlite');
  const filler = join(disk, 'filler');
  const writer = openSqlite(file);
  const backlog = () => {
    const [{ log, checkpointed }] = writer.pragma('wal_checkpoint(NOOP)') as [{ log: number; checkpointed: number }];
    return log - checkpointed;
  };
  writer.exec('CREATE TABLE t (text TEXT)');
  const told: string[] = [];
  const keeper = keepLogShort(
    file,
    createLogger(({ level, fields }) => told.push(`${level}: ${fields.reason ?? 'written'}`), 'info'),
  );
  writer.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(8 * 1024 * 1024));
  expect(() => {
    for (;;) appendFileSync(filler, Buffer.alloc(4096));
  }).toThrow('ENOSPC');
  await expect.poll(() => told).toEqual([expect.stringMatching(/^warn: .*disk is full/)]);
  rmSync(filler);
  await expect.poll(backlog).toBe(0);
  keeper.stop();
  expect(told.slice(1)).toEqual(['info: written']);
  writer.close();
});
