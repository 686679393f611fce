import { join } from 'node:path';
import { openMariadbPool } from '../../src/database/mariadb-pool.ts';
import { endPool, takeConnection } from '../../src/database/pool.ts';
import { openSqlite } from '../../src/database/sqlite-connection.ts';
import { records } from './records.ts';

/** Times that the bare database needs, in milliseconds: what no server on top of it can beat. */
export interface BareDatabase {
  /** 100 durable transactions of 100 records each. */
  writes: number;
  /** One query for 10,000 records. */
  read: number;
}

const uid = 2_100_000_000;
const columns = '(uid, collection, id, modified, sortindex, payload, size, expiry)';
const select = `SELECT id, modified, sortindex, payload FROM storage_bsos WHERE uid = ${uid} AND collection = 'bare' ORDER BY modified DESC, id DESC`;
const chunks = () =>
  Array.from({ length: 100 }, (_, i) =>
    records(100).map((one) => [uid, 'bare', one.id, i + 1, null, one.payload, one.payload.length, null]),
  );

/** Measures SQLite with the settings and the tables that Foxden uses. */
export function bareSqlite(dataDir: string): BareDatabase {
  const connection = openSqlite(join(dataDir, 'foxden.sqlite'));
  const row = '(?, ?, ?, ?, ?, ?, ?, ?)';
  const insert = connection.prepare(
    `INSERT INTO storage_bsos ${columns} VALUES ${Array.from({ length: 100 }, () => row).join()}`,
  );
  const data = chunks();
  const startedAt = performance.now();
  for (const rows of data) insert.run(rows.flat());
  const writes = performance.now() - startedAt;
  const query = connection.prepare(select);
  query.all();
  const readAt = performance.now();
  query.all();
  const read = performance.now() - readAt;
  connection.exec(`DELETE FROM storage_bsos WHERE uid = ${uid}`);
  connection.close();
  return { writes, read };
}

/** Measures MariaDB in the same way. */
export async function bareMariadb(url: string): Promise<BareDatabase> {
  const pool = openMariadbPool(url);
  const connection = (await takeConnection(pool)).promise();
  const data = chunks();
  await connection.query('SELECT 1');
  const startedAt = performance.now();
  for (const rows of data) await connection.query(`INSERT INTO storage_bsos ${columns} VALUES ?`, [rows]);
  const writes = performance.now() - startedAt;
  await connection.query(select);
  const readAt = performance.now();
  await connection.query(select);
  const read = performance.now() - readAt;
  await connection.query(`DELETE FROM storage_bsos WHERE uid = ${uid}`);
  connection.release();
  await endPool(pool);
  return { writes, read };
}
