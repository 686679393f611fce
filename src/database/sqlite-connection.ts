import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

// Bytes; four times what the log has when it is usually written back.
const longestLog = 16 * 1024 * 1024;

// Pages of 4 KiB: where nobody else writes the log back (keepLogShort), the commit that makes it so long does.
const mostPagesInLog = 6000;

/** A better-sqlite3 connection with Foxden's settings. */
export type SqliteConnection = BetterSqlite3.Database;

/**
 * Opens a connection to the database file, making folder and file when they are missing; umask keeps
 * them to their owner.
 *
 * WAL lets readers go on during a write; synchronous=FULL makes a commit survive a power cut (sync15.md §20.16). The busy
 * timeout is zero because it would block the event loop: waiting is done by `withRetry`. Only opening waits, for others that
 * open the file at the same moment.
 *
 * @param file - Path of the database file.
 * @param options - `readonly` for connections that only stream reads.
 */
export function openSqlite(file: string, options: { readonly?: boolean } = {}): SqliteConnection {
  if (!options.readonly) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const connection = new BetterSqlite3(file, { readonly: options.readonly ?? false, timeout: 5000 });
  if (!options.readonly) {
    connection.pragma('auto_vacuum = INCREMENTAL');
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    // The log file would keep the size of the largest upload ever made.
    connection.pragma(`journal_size_limit = ${longestLog}`);
    connection.pragma(`wal_autocheckpoint = ${mostPagesInLog}`);
  }
  connection.pragma('temp_store = MEMORY');
  connection.pragma('cache_size = -8000');
  connection.pragma('busy_timeout = 0');
  return connection;
}

/**
 * What precedes a parameter in every statement. SQLite compares some parameters with other terms while it plans, and then
 * plans again whenever they are bound anew, which costs more than the query itself. Behind a plus it doesn't look.
 */
export const unplannedParameter = '+';
