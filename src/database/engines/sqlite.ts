import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { openSqlite } from '../sqlite-connection.ts';
import { sqliteDialect } from '../sqlite-dialect.ts';
import type { Counted, DatabaseEngine } from './engine.ts';
import { isOver } from './over.ts';
import { sqliteSnapshot } from './sqlite-snapshot.ts';

/** The engine of a database in one file. @param file - Its path. */
export const sqliteEngine = (file: string): DatabaseEngine => ({
  name: 'sqlite',
  nodeType: 'sqlite',
  isServer: false,
  hasOneWriter: true,
  hasTransactionalDdl: true,
  exists: () => existsSync(file),
  connect(onStatement) {
    const connection = openSqlite(file);
    return { dialect: sqliteDialect(connection, onStatement), close: () => connection.close() };
  },
  snapshot: (isWanted) => sqliteSnapshot(file, isWanted),

  ifNew: (insert) => insert.orIgnore(),
  orChange: (insert, key, change) =>
    insert.onConflict((conflict) => conflict.columns(key).doUpdateSet(change as object)),
  async count(query, { name, points, now, window }) {
    const end = now + window;
    const { rows } =
      await sql<Counted>`INSERT INTO rate_limits (name, points, expires_at) VALUES (${name}, ${points}, ${end})
      ON CONFLICT (name) DO UPDATE SET
        points = CASE WHEN ${isOver(now, window)} THEN excluded.points ELSE points + excluded.points END,
        expires_at = CASE WHEN ${isOver(now, window)} THEN excluded.expires_at ELSE expires_at END
      RETURNING points, expires_at`.execute(query);
    return rows[0]!;
  },
  statementsOf: (migration) => migration.sqlite,

  async version(query) {
    const { rows } = await sql<{ v: string }>`SELECT sqlite_version() AS v`.execute(query);
    return { name: `SQLite ${rows[0]!.v}` };
  },
  async tableNames(query) {
    const { rows } = await sql<{
      name: string;
    }>`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`.execute(query);
    return rows.map(({ name }) => name);
  },
  async lastNumber(query, table) {
    const { rows } = await sql<{ n: number }>`SELECT seq AS n FROM sqlite_sequence WHERE name = ${table}`.execute(
      query,
    );
    return Number(rows[0]?.n ?? 0);
  },
  async setLastNumber(query, table, number) {
    await sql`DELETE FROM sqlite_sequence WHERE name = ${table}`.execute(query);
    await sql`INSERT INTO sqlite_sequence (name, seq) VALUES (${table}, ${number})`.execute(query);
  },
  async size() {
    const sizeOf = (suffix: string) => statSync(file + suffix, { throwIfNoEntry: false })?.size ?? 0;
    return sizeOf('') + sizeOf('-wal');
  },
  folder: async () => dirname(file),
  largestPacket: async () => null,
  clock: async () => undefined,
  lastWrite: () => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  async findDamage(query) {
    const { rows } = await sql<{ quick_check: string }>`PRAGMA quick_check(1)`.execute(query);
    const found = rows[0]?.quick_check;
    return found === 'ok' ? undefined : found;
  },
});
