import type { PoolConnection, RowDataPacket } from 'mysql2';
import { openMariadbPool } from '../../../database/mariadb-pool.ts';
import { endPool, type MariadbPool, takeConnection } from '../../../database/pool.ts';
import { ReadSlots } from '../read-slots.ts';
import type { EngineSettings } from '../settings.ts';

// Milliseconds: longer than the largest batch takes to commit on a slow machine.
const longest = 60_000;

/** Values by parameter name, without the colon; lists are written out. */
export type Parameters = Record<string, unknown>;

/**
 * Storage's own connections to MariaDB. Writes, small reads, and reads that may take long because a client is slow have a pool
 * each, so that none of them waits for another kind: a write takes as long as the disk and the user's other writes.
 */
export class MariadbClient {
  readonly settings: EngineSettings;
  readonly #writers: MariadbPool;
  readonly #readers: MariadbPool;
  readonly #streams: MariadbPool;
  readonly #slots: ReadSlots;
  readonly #isGalera = new WeakMap<PoolConnection, boolean>();

  constructor(url: string, settings: EngineSettings) {
    this.settings = settings;
    const options = { namedPlaceholders: true, maxPreparedStatements: 200 };
    this.#writers = openMariadbPool(url, {
      ...options,
      multipleStatements: true,
      connectionLimit: 6,
      maxIdle: 4,
      longest,
    });
    this.#readers = openMariadbPool(url, { ...options, connectionLimit: 4, maxIdle: 2, longest });
    this.#streams = openMariadbPool(url, {
      ...options,
      connectionLimit: settings.downloads.slots,
      maxIdle: 2,
      longest,
    });
    this.#slots = new ReadSlots(settings.downloads);
  }

  /** Runs one prepared statement: one round trip. */
  async read<Row>(sql: string, parameters: Parameters | number[]): Promise<Row[]> {
    const connection = await this.connectReader();
    this.count(sql);
    this.settings.onRoundTrip?.();
    const { promise, resolve, reject } = Promise.withResolvers<Row[]>();
    connection.execute(sql, parameters as never, (error, rows) => {
      connection.release();
      if (error) reject(error);
      else resolve(rows as Row[]);
    });
    return promise;
  }

  /** Takes a connection for a transaction. */
  connect = (): Promise<PoolConnection> => takeConnection(this.#writers);

  /** Takes a connection for a read that no client can hold up. */
  connectReader = (): Promise<PoolConnection> => takeConnection(this.#readers);

  /**
   * Takes a connection for a read of this user that is streamed. `leave` must be called when the connection is given back.
   *
   * @throws {StorageRefusal} When too many wait.
   */
  async connectStream(uid: number): Promise<{ connection: PoolConnection; leave: () => void }> {
    const leave = await this.#slots.take(uid);
    try {
      return { connection: await takeConnection(this.#streams), leave };
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Returns true when a connection leads to a node of a Galera cluster; it is asked once. */
  async isGalera(connection: PoolConnection): Promise<boolean> {
    const known = this.#isGalera.get(connection);
    if (known !== undefined) return known;
    const { promise, resolve, reject } = Promise.withResolvers<boolean>();
    connection.query<RowDataPacket[]>("SHOW VARIABLES LIKE 'wsrep_on'", (error, rows) =>
      error ? reject(error) : resolve(rows[0]?.Value === 'ON'),
    );
    const answer = await promise;
    this.#isGalera.set(connection, answer);
    return answer;
  }

  count(sql: string): void {
    this.settings.onStatement?.(sql);
  }

  async close(): Promise<void> {
    await Promise.all([this.#writers, this.#readers, this.#streams].map(endPool));
  }
}
