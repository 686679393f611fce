import { statSync } from 'node:fs';
import { openSqlite } from './sqlite-connection.ts';

/** Milliseconds between two looks. */
const interval = 500;

/** From this size on the log is written back, in bytes: SQLite's own measure. */
const worthWriting = 4 * 1024 * 1024;

/**
 * Writes SQLite's log back into the database file whenever it has grown, which takes tens of milliseconds after a large upload.
 * The connection whose commit made it too long would do that otherwise, and keep everybody in its process waiting. Readers and
 * writers go on meanwhile.
 *
 * @param file - The database file, which exists.
 * @returns What ends it.
 */
export function keepLogShort(file: string): { stop(): void } {
  const connection = openSqlite(file);
  let writtenAt = 0;
  const timer = setInterval(() => {
    const { size, mtimeMs } = statSync(`${file}-wal`, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
    // The file keeps its size when it is begun anew.
    if (size < worthWriting || mtimeMs === writtenAt) return;
    writtenAt = mtimeMs;
    connection.pragma('wal_checkpoint(PASSIVE)');
  }, interval);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      connection.close();
    },
  };
}
