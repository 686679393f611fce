import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
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

  const keeper = keepLogShort(file);
  const open = reader.prepare('SELECT text FROM t').iterate();
  open.next();
  await vi.waitFor(() => expect(inLog()[0].checkpointed).toBeGreaterThanOrEqual(before.log), 10_000);
  writer.exec('DELETE FROM t');
  open.return?.();
  keeper.stop();
  expect(reader.prepare('SELECT COUNT(*) FROM t').pluck().get()).toBe(0);
  for (const connection of [reader, writer]) connection.close();
  rmSync(dir, { recursive: true });
});
