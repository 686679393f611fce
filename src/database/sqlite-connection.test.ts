import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqlite } from './sqlite-connection.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foxden-test-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

it('the log of SQLite shrinks again after a large write', () => {
  const file = join(dir, 'a.sqlite');
  const connection = openSqlite(file);
  connection.exec('CREATE TABLE t (data TEXT)');
  const insert = connection.prepare('INSERT INTO t VALUES (?)');
  connection.transaction(() => {
    for (let i = 0; i < 300; i++) insert.run('x'.repeat(100_000));
  })();
  const log = () => statSync(`${file}-wal`).size;
  expect(log()).toBeGreaterThan(30_000_000);
  insert.run('small');
  insert.run('small');
  expect(log()).toBeLessThan(17_000_000);
  connection.close();
});
