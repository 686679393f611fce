import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { ImportError } from '../import-error.ts';
import type { SourceDatabase, SourceRow, SourceValue } from './source-database.ts';

/**
 * Opens a SQLite database of another server for reading.
 *
 * @param location - What stands behind `sqlite:`: a path, or SQLAlchemy's form with three slashes before a relative path
 *   and four before an absolute one.
 * @throws {ImportError} When there is no such file or it is no SQLite database.
 */
export function openSqliteSource(location: string): SourceDatabase {
  const bare = location.replace(/^\/\/\//, '');
  const file = [location, bare, `/${bare}`].find((path) => path !== '' && existsSync(path));
  if (file === undefined) {
    throw new ImportError(`There is no file ${bare}. Write sqlite: and then the path of the other server's database.`);
  }
  try {
    return open(file, file);
  } catch (error) {
    // A file in WAL mode can't even be read where nothing may be written beside it: on a read-only mount.
    if (String((error as { code?: unknown }).code).match(/^SQLITE_(CANTOPEN|READONLY)/)) return copied(file);
    throw new ImportError(`${file} can't be read as a SQLite database (${(error as Error).message}).`, {
      cause: error,
    });
  }
}

/** Reads a copy, with what only the log holds so far; it is gone when the source is closed. */
function copied(file: string): SourceDatabase {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-import-'));
  const remove = () => rmSync(dir, { recursive: true, force: true });
  try {
    const copy = join(dir, 'source.db');
    for (const suffix of ['', '-wal']) if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix);
    const opened = open(copy, file);
    return { ...opened, close: () => opened.close().finally(remove) };
  } catch (error) {
    remove();
    throw new ImportError(
      `${file} is in a folder that can't be written, and a copy of it in ${tmpdir()} can't be read (${(error as Error).message}). ` +
        'Copy the database, with its -wal file if there is one, to a folder that can be written, and import that.',
      { cause: error },
    );
  }
}

function open(file: string, place: string): SourceDatabase {
  const connection = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
  try {
    return source(connection, place);
  } catch (error) {
    connection.close();
    throw error;
  }
}

function source(connection: BetterSqlite3.Database, file: string): SourceDatabase {
  connection.defaultSafeIntegers(true);
  // The snapshot begins with the first read.
  connection.exec('BEGIN');
  connection.prepare('SELECT 1 FROM sqlite_master').get();
  const select = (sql: string, parameters: SourceValue[] = []) =>
    connection
      .prepare(sql)
      .all(parameters)
      .map((row) => plain(row as Record<string, unknown>));
  const names = (rows: SourceRow[]) => new Set(rows.map((row) => String(row.name)));
  return {
    kind: 'sqlite',
    place: file,
    tables: async () => names(select("SELECT name FROM sqlite_master WHERE type = 'table'")),
    columns: async (table) => names(select('SELECT name FROM pragma_table_info(?)', [table])),
    select: async (sql, parameters) => select(sql, parameters),
    async close() {
      connection.close();
    },
  };
}

function plain(row: Record<string, unknown>): SourceRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: unknown): SourceValue {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (Buffer.isBuffer(value)) return value.toString('utf8');
  return value as SourceValue;
}
