import { statSync } from 'node:fs';
import { failureFields } from '../failures/failure-fields.ts';
import type { Logger } from '../log/logger.ts';
import { openSqlite } from './sqlite-connection.ts';

/** Milliseconds between two looks. */
const interval = 500;

/** From this size on the log is written back, in bytes: SQLite's own measure. */
const worthWriting = 4 * 1024 * 1024;

/**
 * Writes SQLite's log back into the database file whenever it has grown, which takes tens of milliseconds after a large upload.
 * The connection whose commit made it too long would do that otherwise, and keep everybody in its process waiting. Readers and
 * writers go on meanwhile. What keeps it from that, such as a full disk, is told once; then it is tried again and again.
 *
 * @param file - The database file, which exists.
 * @returns What ends it.
 */
export function keepLogShort(file: string, log: Pick<Logger, 'warn' | 'info'>): { stop(): void } {
  const connection = openSqlite(file);
  let writtenAt = 0;
  let isFailing = false;
  const look = () => {
    const { size, mtimeMs } = statSync(`${file}-wal`, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
    // The file keeps its size when it is begun anew.
    if (size < worthWriting || mtimeMs === writtenAt) return;
    connection.pragma('wal_checkpoint(PASSIVE)');
    writtenAt = mtimeMs;
    if (isFailing) log.info('the log of the database is written back again');
    isFailing = false;
  };
  const timer = setInterval(() => {
    try {
      look();
    } catch (error) {
      if (!isFailing)
        log.warn(
          'the log of the database could not be written back',
          failureFields(error, { database: { engine: 'sqlite', file } }),
        );
      isFailing = true;
    }
  }, interval);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      connection.close();
    },
  };
}
