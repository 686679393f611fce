import { join } from 'node:path';
import { openMariadbPool } from '../../src/database/mariadb-pool.ts';
import { endPool, takeConnection } from '../../src/database/pool.ts';
import { openSqlite } from '../../src/database/sqlite-connection.ts';
import { records } from './records.ts';

/** What the database does without a server on top of it, which no server can beat. */
export interface BareDatabase {
  /** Does 100 durable transactions of 100 records each. */
  writes(): Promise<void>;
  /** Does one query for the records of a collection, `writes` made if it isn't told which. */
  read(of?: Place): Promise<void>;
  /** Takes the records away again. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Where records are. */
export interface Place {
  uid: number;
  collection: string;
}

const uid = 2_100_000_000;
const own: Place = { uid, collection: 'bare' };
const columns = '(uid, collection, id, modified, sortindex, payload, size, expiry)';
const select =
  'SELECT id, modified, sortindex, payload FROM storage_bsos WHERE uid = ? AND collection = ? ORDER BY modified DESC, id DESC';
const clear = `DELETE FROM storage_bsos WHERE uid = ${uid}`;

const chunks = () =>
  Array.from({ length: 100 }, (_, i) =>
    records(100).map((one) => [uid, 'bare', one.id, i + 1, null, one.payload, one.payload.length, null]),
  );

/** Opens SQLite with the settings and the tables that Foxden uses. */
export async function bareSqlite(dataDir: string): Promise<BareDatabase> {
  const connection = openSqlite(join(dataDir, 'foxden.sqlite'));
  const row = '(?, ?, ?, ?, ?, ?, ?, ?)';
  const insert = connection.prepare(
    `INSERT INTO storage_bsos ${columns} VALUES ${Array.from({ length: 100 }, () => row).join()}`,
  );
  const query = connection.prepare(select);
  const data = chunks().map((rows) => rows.flat());
  return {
    writes: async () => {
      for (const values of data) insert.run(values);
    },
    read: async (of = own) => void query.all(of.uid, of.collection),
    clear: async () => void connection.exec(clear),
    close: async () => void connection.close(),
  };
}

/** Opens MariaDB in the same way. */
export async function bareMariadb(url: string): Promise<BareDatabase> {
  const pool = openMariadbPool(url);
  const connection = (await takeConnection(pool)).promise();
  const data = chunks();
  return {
    async writes() {
      for (const rows of data) await connection.query(`INSERT INTO storage_bsos ${columns} VALUES ?`, [rows]);
    },
    read: async (of = own) => void (await connection.execute(select, [of.uid, of.collection])),
    clear: async () => void (await connection.query(clear)),
    async close() {
      connection.release();
      await endPool(pool);
    },
  };
}
