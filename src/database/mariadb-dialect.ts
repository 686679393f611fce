import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  MysqlAdapter,
  MysqlDriver,
  MysqlIntrospector,
  MysqlQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { MariadbPool } from './pool.ts';
import type { StatementListener } from './statement-listener.ts';

/** Kysely on mysql2, with a listener for statements. */
export function mariadbDialect(pool: MariadbPool, onStatement?: StatementListener): Dialect {
  return {
    createAdapter: () => new MariadbAdapter(),
    createDriver: () => listening(new MysqlDriver({ pool: async () => pool }), onStatement),
    createIntrospector: (db) => new MysqlIntrospector(db),
    createQueryCompiler: () => new MysqlQueryCompiler(),
  };
}

// Unlike MySQL, MariaDB has DELETE … RETURNING and INSERT … RETURNING (but no UPDATE … RETURNING).
class MariadbAdapter extends MysqlAdapter {
  override get supportsReturning(): boolean {
    return true;
  }
}

function listening(driver: Driver, onStatement?: StatementListener): Driver {
  if (!onStatement) return driver;
  const acquire = driver.acquireConnection.bind(driver);
  const wrapped = new WeakSet<DatabaseConnection>();
  driver.acquireConnection = async () => {
    const connection = await acquire();
    if (wrapped.has(connection)) return connection;
    wrapped.add(connection);
    const execute = connection.executeQuery.bind(connection);
    connection.executeQuery = <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
      onStatement(query.sql);
      return execute<R>(query);
    };
    return connection;
  };
  return driver;
}
