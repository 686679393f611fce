import { userInfo } from 'node:os';
import type { Client, CustomTypesConfig } from 'pg';
import { explain, inWords } from '../../failures/explain.ts';
import { ImportError } from '../import-error.ts';
import type { SourceDatabase, SourceRow, SourceValue } from './source-database.ts';

/** How long reaching the server may take, in milliseconds. */
const patience = 10_000;
const bigint = 20;

/**
 * Opens a PostgreSQL database of another server for reading, in one snapshot.
 *
 * @param url - `postgres://user:password@host:port/name`, with libpq's `sslmode` and `host` (a socket's folder) behind a `?`;
 *   `postgresql:` and SQLAlchemy's `postgresql+psycopg2:` count as well.
 * @throws {ImportError} When it can't be reached.
 */
export async function openPostgresSource(url: string): Promise<SourceDatabase> {
  const connectionString = url.replace(/^[a-z]+(\+[a-z0-9]+)?:/, 'postgres:');
  const { hostname, username, pathname, searchParams } = new URL(connectionString);
  const name = decodeURIComponent(pathname.slice(1));
  const place = `${name} at ${searchParams.get('host') ?? hostname}`;
  // The only part of Foxden that speaks to PostgreSQL.
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString,
    ...(username === '' && { user: userInfo().username }),
    connectionTimeoutMillis: patience,
    application_name: 'foxden import',
    types: types(pg.types.getTypeParser),
  });
  // A server that goes away is told by the statement that it leaves without an answer.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  } catch (error) {
    await client.end().catch(() => {});
    const next = explain(error) ? '' : " Check the URL's host, user, password and name.";
    throw new ImportError(`The database ${place} can't be read. ${inWords(error)}${next}`, { cause: error });
  }
  return source(client, place);
}

function source(client: Client, place: string): SourceDatabase {
  const select = async (sql: string, parameters: SourceValue[] = []): Promise<SourceRow[]> => {
    let number = 0;
    try {
      const { rows } = await client.query<SourceRow>(
        sql.replaceAll('?', () => `$${++number}`),
        parameters,
      );
      return rows;
    } catch (error) {
      throw new ImportError(
        `The database ${place} can't be read any more. ${inWords(error)} Start the import again; it goes on where it was.`,
        { cause: error },
      );
    }
  };
  const names = (rows: SourceRow[]) => new Set(rows.map((row) => String(row.name)));
  return {
    kind: 'postgres',
    place,
    select,
    tables: async () =>
      names(
        await select('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()'),
      ),
    columns: async (table) =>
      names(
        await select(
          'SELECT column_name AS name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ?',
          [table],
        ),
      ),
    close: () => client.end().catch(() => {}),
  };
}

/** Integers of 64 bits as numbers where those hold them; bytes, as payloads once were, as text. */
function types(usual: CustomTypesConfig['getTypeParser']): CustomTypesConfig {
  const parsers: Record<number, (text: string) => SourceValue> = {
    [bigint]: (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : text),
  };
  return {
    getTypeParser: ((id: number, format?: 'text') =>
      parsers[id] ?? usual(id, format)) as CustomTypesConfig['getTypeParser'],
  };
}
