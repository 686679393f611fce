import type { PoolConnection } from 'mysql2';
import { type MariadbPool, openMariadbPool } from '../../../database/mariadb-pool.ts';
import type { EngineSettings } from '../settings.ts';

/** Values by parameter name, without the colon; lists are written out. */
export type Parameters = Record<string, unknown>;

/**
 * Storage's own connections to MariaDB. One pool serves writes and small reads; reads that may take long because a client
 * is slow have a pool of their own, so that they can't hold up anything else.
 */
export class MariadbClient {
  readonly settings: EngineSettings;
  readonly #pool: MariadbPool;
  readonly #streams: MariadbPool;

  constructor(url: string, settings: EngineSettings) {
    this.settings = settings;
    const options = { namedPlaceholders: true, maxPreparedStatements: 200 };
    this.#pool = openMariadbPool(url, { ...options, multipleStatements: true, connectionLimit: 6, maxIdle: 4 });
    this.#streams = openMariadbPool(url, { ...options, connectionLimit: 6, maxIdle: 2 });
  }

  /** Runs one prepared statement: one round trip. */
  read<Row>(sql: string, parameters: Parameters): Promise<Row[]> {
    this.count(sql);
    this.settings.onRoundTrip?.();
    const { promise, resolve, reject } = Promise.withResolvers<Row[]>();
    this.#pool.execute(sql, parameters as never, (error, rows) => (error ? reject(error) : resolve(rows as Row[])));
    return promise;
  }

  /** Takes a connection for a transaction. */
  connect = (): Promise<PoolConnection> => take(this.#pool);

  /** Takes a connection for a read that is streamed. */
  connectStream = (): Promise<PoolConnection> => take(this.#streams);

  count(sql: string): void {
    this.settings.onStatement?.(sql);
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool, this.#streams].map((pool) => pool.promise().end()));
  }
}

function take(pool: MariadbPool): Promise<PoolConnection> {
  const { promise, resolve, reject } = Promise.withResolvers<PoolConnection>();
  pool.getConnection((error, connection) => (error ? reject(error) : resolve(connection)));
  return promise;
}
