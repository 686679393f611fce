import { ImportError } from '../import-error.ts';
import { openMysqlSource } from './mysql-source.ts';
import { openPostgresSource } from './postgres-source.ts';
import type { SourceDatabase } from './source-database.ts';
import { openSqliteSource } from './sqlite-source.ts';

/**
 * Opens the database of another server.
 *
 * @param url - `sqlite:PATH`, or `mysql://user:password@host:port/name`, or the same with `postgres:`.
 * @throws {ImportError} When it can't be opened.
 */
export async function openSource(url: string): Promise<SourceDatabase> {
  if (url.startsWith('sqlite:')) return openSqliteSource(url.slice('sqlite:'.length));
  if (/^(mysql|mariadb|pymysql)(\+[a-z]+)?:\/\//.test(url) && URL.canParse(url)) return openMysqlSource(url);
  if (/^postgres(ql)?(\+[a-z0-9]+)?:\/\//.test(url) && URL.canParse(url)) return openPostgresSource(url);
  throw new ImportError(
    'The other database must be named as sqlite:PATH, mysql://user@host:port/name or postgres://user@host:port/name.',
  );
}
