import { join } from 'node:path';
import { openMariadbPool } from '../../src/database/mariadb-pool.ts';
import { endPool, takeConnection } from '../../src/database/pool.ts';
import { openSqlite } from '../../src/database/sqlite-connection.ts';
import { median } from './median.ts';
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
const clear = `DELETE FROM storage_bsos WHERE uid = ${uid}`;
const chunks = () =>
  Array.from({ length: 100 }, (_, i) =>
    records(100).map((one) => [uid, 'bare', one.id, i + 1, null, one.payload, one.payload.length, null]),
  );

/** Measures SQLite with the settings and the tables that Foxden uses. */
export async function bareSqlite(dataDir: string): Promise<BareDatabase> {
  const connection = openSqlite(join(dataDir, 'foxden.sqlite'));
  const row = '(?, ?, ?, ?, ?, ?, ?, ?)';
  const insert = connection.prepare(
    `INSERT INTO storage_bsos ${columns} VALUES ${Array.from({ length: 100 }, () => row).join()}`,
  );
  const query = connection.prepare(select);
  const figures = await medians({
    write: async (rows) => void insert.run(rows.flat()),
    read: async () => void query.all(),
    clear: async () => void connection.exec(clear),
  });
  connection.close();
  return figures;
}

/** Measures MariaDB in the same way. */
export async function bareMariadb(url: string): Promise<BareDatabase> {
  const pool = openMariadbPool(url);
  const connection = (await takeConnection(pool)).promise();
  const figures = await medians({
    write: async (rows) => void (await connection.query(`INSERT INTO storage_bsos ${columns} VALUES ?`, [rows])),
    read: async () => void (await connection.query(select)),
    clear: async () => void (await connection.query(clear)),
  });
  connection.release();
  await endPool(pool);
  return figures;
}

interface Work {
  write(rows: unknown[][]): Promise<void>;
  read(): Promise<void>;
  clear(): Promise<void>;
}

/** Does everything once without the clock, then five times with it. */
async function medians({ write, read, clear }: Work): Promise<BareDatabase> {
  const writes: number[] = [];
  const reads: number[] = [];
  for (let i = 0; i < 6; i++) {
    const data = chunks();
    const startedAt = performance.now();
    for (const rows of data) await write(rows);
    const writtenAt = performance.now();
    await read();
    const readAt = performance.now();
    await clear();
    if (i === 0) continue;
    writes.push(writtenAt - startedAt);
    reads.push(readAt - writtenAt);
  }
  return { writes: median(writes), read: median(reads) };
}
