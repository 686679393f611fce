import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { socketOf } from '../../config/database-socket.ts';
import { ImportError } from '../import-error.ts';
import type { SourceDatabase, SourceRow, SourceValue } from './source-database.ts';

/**
 * Opens a MySQL or MariaDB database of another server for reading, in one snapshot.
 *
 * @param url - `mysql://user:password@host:port/name`; SQLAlchemy's `mysql+pymysql:` and `pymysql:` count as well.
 * @throws {ImportError} When it can't be reached.
 */
export async function openMysqlSource(url: string): Promise<SourceDatabase> {
  const parsed = new URL(url.replace(/^[a-z+]+:/, 'mysql:'));
  const { hostname, port, username, password, pathname } = parsed;
  const name = decodeURIComponent(pathname.slice(1));
  const place = `${name} at ${hostname}`;
  let connection: Connection;
  try {
    connection = await createConnection({
      host: hostname.replace(/^\[(.*)\]$/, '$1'),
      port: Number(port || 3306),
      socketPath: socketOf(parsed),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: name,
      charset: 'utf8mb4',
      supportBigNumbers: true,
    });
    await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ImportError(
      `The database ${place} can't be read (${code ?? message}). Check that it runs, and the URL's host, user and password.`,
      { cause: error },
    );
  }
  return source(connection, place);
}

function source(connection: Connection, place: string): SourceDatabase {
  const select = async (sql: string, parameters: SourceValue[] = []): Promise<SourceRow[]> => {
    const [rows] = await connection.query<RowDataPacket[]>(sql, parameters);
    return rows as SourceRow[];
  };
  const names = (rows: SourceRow[]) => new Set(rows.map((row) => String(row.name)));
  return {
    kind: 'mysql',
    place,
    select,
    tables: async () =>
      names(await select('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()')),
    columns: async (table) =>
      names(
        await select(
          'SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?',
          [table],
        ),
      ),
    close: () => connection.end(),
  };
}
