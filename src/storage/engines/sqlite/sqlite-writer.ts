import { withRetry } from '../../../database/retry.ts';
import type { SqliteConnection } from '../../../database/sqlite-connection.ts';
import type { IncomingBso } from '../../commands.ts';
import { type Stamp, stampOf } from '../../stamp.ts';
import { type CheckLead, keepToClock } from '../ahead-of-clock.ts';
import type { EngineSettings } from '../settings.ts';
import { Statements } from './statements.ts';

/** What the statements of a write have at hand. */
export interface WriteTransaction {
  sql: Statements;
  settings: EngineSettings;
  /** When the transaction began. */
  now: Stamp;
  checkLead: CheckLead;
  /** Makes records readable as rows of the virtual table `incoming`. */
  setIncoming(bsos: Pick<IncomingBso, 'id'>[] | IncomingBso[]): void;
}

/**
 * The one connection of this process that writes to sync storage. Each transaction is a short synchronous section that
 * ends with a durable commit; while another connection holds the write lock it is waited for without blocking anything.
 */
export class SqliteWriter {
  readonly #connection: SqliteConnection;
  readonly #sql: Statements;
  readonly #settings: EngineSettings;
  #incoming: Partial<IncomingBso>[] = [];

  constructor(connection: SqliteConnection, settings: EngineSettings) {
    this.#connection = connection;
    this.#settings = settings;
    this.#sql = new Statements(connection, settings.onStatement);
    // A virtual table gives one statement any number of rows, with no limit on parameters and no detour through JSON.
    const current = () => this.#incoming;
    connection.table('incoming', {
      columns: ['row', 'id', 'sortindex', 'payload', 'size', 'ttl'],
      *rows() {
        let row = 0;
        for (const { id, sortindex = null, payload = null, size = 0, ttl = null } of current()) {
          yield [row++, id, sortindex, payload, size, ttl];
        }
      },
    });
  }

  /** Runs `work` in one transaction; it is undone when `work` throws. */
  run<T>(work: (transaction: WriteTransaction) => T): Promise<T> {
    return keepToClock((checkLead) => withRetry(() => this.#attempt(work, checkLead)));
  }

  close(): void {
    this.#connection.close();
  }

  #attempt<T>(work: (transaction: WriteTransaction) => T, checkLead: CheckLead): T {
    this.#sql.control('BEGIN IMMEDIATE');
    try {
      const result = work({
        sql: this.#sql,
        settings: this.#settings,
        now: stampOf(this.#settings.now()),
        checkLead,
        setIncoming: (bsos) => {
          this.#incoming = bsos;
        },
      });
      this.#sql.control('COMMIT');
      return result;
    } catch (error) {
      if (this.#connection.inTransaction) this.#sql.control('ROLLBACK');
      throw error;
    } finally {
      this.#incoming = [];
    }
  }
}
