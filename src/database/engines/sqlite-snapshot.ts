import { setImmediate as breathe } from 'node:timers/promises';
import { openSqlite, type SqliteConnection } from '../sqlite-connection.ts';
import type { TableSnapshot } from './engine.ts';

/** Reads the wanted tables of a SQLite file in one read transaction. */
export async function* sqliteSnapshot(
  file: string,
  isWanted: (table: string) => boolean,
): AsyncGenerator<TableSnapshot> {
  const connection = openSqlite(file, { readonly: true });
  try {
    connection.exec('BEGIN');
    const names = connection
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
      .pluck()
      .all() as string[];
    const wanted = names.filter(isWanted);
    let rowsOfAll = 0;
    for (const name of wanted) {
      rowsOfAll += connection.prepare(`SELECT COUNT(*) FROM "${name}"`).pluck().get() as number;
      await breathe();
    }
    for (const name of wanted) {
      const columns = connection.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(name) as string[];
      yield { name, columns, rowsOfAll, rows: rows(connection, name, columns) };
    }
  } finally {
    connection.close();
  }
}

// Reading is synchronous, so it lets other work in between.
async function* rows(connection: SqliteConnection, table: string, columns: string[]): AsyncGenerator<unknown[]> {
  const list = columns.map((column) => `"${column}"`).join(', ');
  const key = connection
    .prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .pluck()
    .all(table) as string[];
  const order = key.length > 0 ? ` ORDER BY ${key.map((column) => `"${column}"`).join(', ')}` : '';
  let count = 0;
  for (const row of connection.prepare(`SELECT ${list} FROM "${table}"${order}`).raw().iterate()) {
    yield row as unknown[];
    if (++count % 500 === 0) await breathe();
  }
}
