import { type SqliteConnection, unplannedParameter } from '../../../database/sqlite-connection.ts';
import type { StatementListener } from '../../../database/statement-listener.ts';

/** Values by parameter name, without the colon. */
export type Parameters = Record<string, number | string | null>;

/** Prepared statements of one connection, made when they are first needed. */
export class Statements {
  readonly connection: SqliteConnection;
  readonly #onStatement: StatementListener | undefined;
  readonly #prepared = new Map<string, ReturnType<SqliteConnection['prepare']>>();

  constructor(connection: SqliteConnection, onStatement?: StatementListener) {
    this.connection = connection;
    this.#onStatement = onStatement;
  }

  /** Runs a statement that gives at most one row. */
  get<Row>(sql: string, parameters: Parameters): Row | undefined {
    return this.#statement(sql).get(parameters) as Row | undefined;
  }

  /** Runs a statement and gives all its rows. */
  all<Row>(sql: string, parameters: Parameters): Row[] {
    return this.#statement(sql).all(parameters) as Row[];
  }

  /** Runs a statement and gives the values of all its rows in their order. */
  values<Row extends unknown[]>(sql: string, parameters: Parameters): Row[] {
    return this.#statement(sql, true).all(parameters) as Row[];
  }

  /** The same row by row; the connection can do nothing else until the iterator has ended or was returned. */
  iterate<Row extends unknown[]>(sql: string, parameters: Parameters): IterableIterator<Row> {
    return this.#statement(sql, true).iterate(parameters) as IterableIterator<Row>;
  }

  /**
   * Runs a statement that gives no rows.
   *
   * @returns How many rows it changed.
   */
  run(sql: string, parameters: Parameters): number {
    return this.#statement(sql).run(parameters).changes;
  }

  /** Runs BEGIN, COMMIT or ROLLBACK. */
  control(sql: string): void {
    this.#statement(sql).run({});
  }

  #statement(sql: string, isRaw = false) {
    this.#onStatement?.(sql);
    let statement = this.#prepared.get(sql);
    if (!statement) {
      statement = this.connection.prepare(sql.replace(/:(?=\w)/g, `${unplannedParameter}:`));
      if (isRaw) statement.raw();
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
}
