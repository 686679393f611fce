import { Kysely, type Transaction } from 'kysely';
import type { Config } from '../config/config.ts';
import type { DatabaseEngine } from './engines/engine.ts';
import { engineOf } from './engines/index.ts';
import { type RetryOptions, withRetry } from './retry.ts';
import type { Schema } from './schema.ts';
import type { StatementListener } from './statement-listener.ts';

export type { Queries } from './queries.ts';

/** The account side's door to the database. Storage's hot path has engines of its own beside it. */
export interface Database {
  readonly engine: DatabaseEngine;
  /** Runs single statements. On SQLite, waiting for another writer happens inside. */
  readonly query: Kysely<Schema>;
  /**
   * Runs `work` in one durable transaction, again from the start when the engine reports a deadlock, a lock wait or a
   * failed certification (sync15.md §20.14); so `work` must have no effect outside the database.
   *
   * @throws {DatabaseBusyError} When all tries were in vain.
   */
  transaction<T>(work: (tx: Transaction<Schema>) => Promise<T>, options?: RetryOptions): Promise<T>;
  close(): Promise<void>;
}

/** True when there is anything to open: opening a SQLite file that is missing makes it. */
export const databaseExists = (config: Config['database']): boolean => engineOf(config).exists();

/**
 * Opens the database that the configuration names. No table is touched; see {@link migrate} for that.
 *
 * @param config - Which database.
 * @param onStatement - Called for every statement.
 */
export function openDatabase(config: Config['database'], onStatement?: StatementListener): Database {
  const engine = engineOf(config);
  const { dialect, close } = engine.connect(onStatement);
  const query = new Kysely<Schema>({ dialect });
  return {
    engine,
    query,
    transaction: (work, options) => withRetry(() => query.transaction().execute(work), options),
    async close() {
      await query.destroy();
      // Kysely doesn't close what it has never used. SQLite's last connection to close leaves one complete file behind.
      close();
    },
  };
}
