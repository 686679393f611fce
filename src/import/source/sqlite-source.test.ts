import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { openSqliteSource } from './sqlite-source.ts';

const dir = mkdtempSync(join(tmpdir(), 'foxden-test-'));
const mounted = join(dir, 'mounted');
mkdirSync(mounted);
const mount = (...args: string[]) => spawnSync('mount', args, { stdio: 'ignore' }).status === 0;
const canMount = mount('-t', 'tmpfs', 'none', mounted);

afterAll(() => {
  if (canMount) spawnSync('umount', [mounted]);
  rmSync(dir, { recursive: true, force: true });
});

it.skipIf(!canMount)('reads a file in WAL mode on a read-only mount, with what only its log holds', async () => {
  const file = join(dir, 'other.db');
  const db = new BetterSqlite3(file);
  db.exec(
    "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (x); INSERT INTO t VALUES ('late')",
  );
  for (const suffix of ['', '-wal']) copyFileSync(file + suffix, join(mounted, `other.db${suffix}`));
  db.close();
  expect(mount('-o', 'remount,ro', mounted)).toBe(true);
  const copies = () => readdirSync(tmpdir()).filter((name) => name.startsWith('foxden-import-')).length;
  const before = copies();
  const source = openSqliteSource(join(mounted, 'other.db'));
  expect(await source.select('SELECT x FROM t')).toEqual([{ x: 'late' }]);
  expect(source.place).toBe(join(mounted, 'other.db'));
  await source.close();
  expect(copies()).toBe(before);
});

it('refuses what is no database, in words', () => {
  expect(() => openSqliteSource(import.meta.filename)).toThrow(/can't be read as a SQLite database/);
});
