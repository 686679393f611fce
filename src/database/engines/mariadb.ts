import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { isLoopback } from '../../config/loopback.ts';
import { mariadbDialect } from '../mariadb-dialect.ts';
import { openMariadbPool } from '../mariadb-pool.ts';
import type { Counted, DatabaseEngine } from './engine.ts';
import { mariadbSnapshot } from './mariadb-snapshot.ts';
import { isOver } from './over.ts';

/** The engine of a database on a MariaDB server. @param url - `mysql://user:password@host/database`, with its options. */
export const mariadbEngine = (url: string): DatabaseEngine => ({
  name: 'mariadb',
  nodeType: 'mysql',
  isServer: true,
  hasOneWriter: false,
  hasTransactionalDdl: false,
  exists: () => true,
  connect: (onStatement) => ({ dialect: mariadbDialect(openMariadbPool(url), onStatement), close: () => {} }),
  snapshot: (isWanted) => mariadbSnapshot(url, isWanted),

  ifNew: (insert) => insert.ignore(),
  orChange: (insert, _key, change) => insert.onDuplicateKeyUpdate(change),
  async count(query, { name, points, now, window }) {
    const end = now + window;
    const { rows } =
      await sql<Counted>`INSERT INTO rate_limits (name, points, expires_at) VALUES (${name}, ${points}, ${end})
      ON DUPLICATE KEY UPDATE
        points = IF(${isOver(now, window)}, VALUE(points), points + VALUE(points)),
        expires_at = IF(${isOver(now, window)}, VALUE(expires_at), expires_at)
      RETURNING points, expires_at`.execute(query);
    return rows[0]!;
  },
  statementsOf: (migration) => migration.mariadb,

  async version(query) {
    const { rows } = await sql<{ v: string }>`SELECT VERSION() AS v`.execute(query);
    const { v } = rows[0]!;
    const [major = 0, minor = 0] = v.split('.').map(Number);
    const isMariadb = /mariadb/i.test(v);
    const isGood = isMariadb && (major > 10 || (major === 10 && minor >= 11));
    return {
      name: isMariadb ? `MariaDB ${v}` : v,
      refusal: isGood ? undefined : `The database server says that it is ${v}. Foxden needs MariaDB 10.11 or newer.`,
    };
  },
  async tableNames(query) {
    const { rows } = await sql<{ name: string }>`SELECT TABLE_NAME AS name FROM information_schema.TABLES
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'`.execute(query);
    return rows.map(({ name }) => name);
  },
  async lastNumber(query, table) {
    const { rows } = await sql<{ n: number | null }>`SELECT AUTO_INCREMENT - 1 AS n FROM information_schema.TABLES
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${table}`.execute(query);
    return Number(rows[0]?.n ?? 0);
  },
  async setLastNumber(query, table, number) {
    await sql`ALTER TABLE ${sql.table(table)} AUTO_INCREMENT = ${sql.lit(number + 1)}`.execute(query);
  },
  async size(query) {
    const { rows } = await sql<{ bytes: string | null }>`
      SELECT SUM(DATA_LENGTH + INDEX_LENGTH) AS bytes FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()
    `.execute(query);
    return Number(rows[0]?.bytes ?? 0);
  },
  async folder(query) {
    const { hostname, searchParams } = new URL(url);
    if (!searchParams.has('socket') && !isLoopback(hostname)) return undefined;
    const { rows } = await sql<{ folder: string }>`SELECT @@datadir AS folder`.execute(query);
    const folder = rows[0]?.folder;
    return folder !== undefined && existsSync(folder) ? folder : undefined;
  },
  async largestPacket(query) {
    const { rows } = await sql<{ bytes: number }>`SELECT @@max_allowed_packet AS bytes`.execute(query);
    return Number(rows[0]!.bytes);
  },
  async clock(query) {
    const { rows } = await sql<{ s: string }>`SELECT UNIX_TIMESTAMP(NOW(6)) AS s`.execute(query);
    return Number(rows[0]!.s) * 1000;
  },
  lastWrite: () => 0,
  findDamage: async () => undefined,
});
