import type { RowDataPacket } from 'mysql2';
import { openMariadbPool } from '../mariadb-pool.ts';
import { endPool, takeConnection } from '../pool.ts';
import type { TableSnapshot } from './engine.ts';

/** Reads the wanted tables of a MariaDB database in one consistent snapshot. */
export async function* mariadbSnapshot(
  url: string,
  isWanted: (table: string) => boolean,
): AsyncGenerator<TableSnapshot> {
  const pool = openMariadbPool(url, { connectionLimit: 1 });
  try {
    const connection = await takeConnection(pool);
    const query = (sql: string, values: unknown[] = []) => connection.promise().query<RowDataPacket[]>(sql, values);
    await query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
    const [tables] = await query(
      `SELECT TABLE_NAME AS name, TABLE_ROWS AS estimate FROM information_schema.TABLES
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME`,
    );
    const wanted = tables.filter(({ name }) => isWanted(name as string));
    // Counting would read every table once more; the server's guess is good enough for a bar.
    const rowsOfAll = wanted.reduce((sum, { estimate }) => sum + Number(estimate ?? 0), 0);
    for (const { name } of wanted) {
      const [columns] = await query(
        `SELECT COLUMN_NAME AS name, COLUMN_KEY AS part FROM information_schema.COLUMNS
         WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION`,
        [name],
      );
      const names = columns.map((column) => column.name as string);
      const key = columns.filter((column) => column.part === 'PRI').map((column) => column.name as string);
      const sql = `SELECT ?? FROM ??${key.length > 0 ? ' ORDER BY ??' : ''}`;
      const values = [names, name, ...(key.length > 0 ? [key] : [])];
      const rows = connection.query({ sql, values, rowsAsArray: true }).stream({ highWaterMark: 200 });
      // mysql2 tells a stream nothing when its connection is lost.
      const fail = (error: Error) => rows.destroy(error);
      connection.once('error', fail);
      yield { name: name as string, columns: names, rowsOfAll, rows: rows as AsyncIterable<unknown[]> };
      connection.off('error', fail);
    }
  } finally {
    await endPool(pool);
  }
}
