import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { withRetry } from './retry.ts';
import { type SqliteConnection, unplannedParameter } from './sqlite-connection.ts';
import type { StatementListener } from './statement-listener.ts';

/**
 * Kysely on better-sqlite3. Unlike Kysely's own dialect, transactions take the write lock at once (BEGIN IMMEDIATE: one
 * that begins as a reader can't become a writer after another has written), and a locked file is waited for without
 * blocking the event loop.
 */
export function sqliteDialect(connection: SqliteConnection, onStatement?: StatementListener): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(connection, onStatement),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new QueryCompiler(),
  };
}

class QueryCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return `${unplannedParameter}?`;
  }
}

class SqliteDriver implements Driver {
  readonly #raw: SqliteConnection;
  readonly #connection: SqliteDatabaseConnection;
  #tail: Promise<void> = Promise.resolve();
  #release: () => void = () => {};

  constructor(raw: SqliteConnection, onStatement?: StatementListener) {
    this.#raw = raw;
    this.#connection = new SqliteDatabaseConnection(raw, onStatement);
  }

  async init(): Promise<void> {}

  // One connection for all: whoever holds a transaction keeps the others waiting in order.
  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#tail;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#tail = promise;
    await before;
    this.#release = resolve;
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    this.#release();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#raw.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async destroy(): Promise<void> {
    this.#raw.close();
  }
}

class SqliteDatabaseConnection implements DatabaseConnection {
  readonly #raw: SqliteConnection;
  readonly #onStatement: StatementListener | undefined;
  readonly #statements = new Map<string, ReturnType<SqliteConnection['prepare']>>();

  constructor(raw: SqliteConnection, onStatement?: StatementListener) {
    this.#raw = raw;
    this.#onStatement = onStatement;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    this.#onStatement?.(sql);
    const statement = this.#prepare(sql);
    return withRetry(() => {
      if (statement.reader) return { rows: statement.all(parameters) as R[] };
      const { changes, lastInsertRowid } = statement.run(parameters);
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
    });
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Streamed reads use connections of their own');
  }

  #prepare(sql: string): ReturnType<SqliteConnection['prepare']> {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#raw.prepare(sql);
      if (this.#statements.size < 500) this.#statements.set(sql, statement);
    }
    return statement;
  }
}
