import { DatabaseBusyError, isTransient } from './retry.ts';

// MariaDB: 1021 disk full, 1040 too many connections, 1053 shutting down, 1290 and 1836 read-only for now, 1927 killed.
const serverNumbers = new Set([1021, 1040, 1053, 1290, 1836, 1927]);

// How reaching a server over a socket fails, now or while a statement is under way.
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * Tells whether an error is the database's present state rather than a bug: busy, not reachable, shutting down, disk full.
 * Routes answer 503 with Retry-After then, so that clients come back instead of giving up (sync15.md §18.1).
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof DatabaseBusyError || isTransient(error)) return true;
  const { errno, code, syscall, fatal } = (error ?? {}) as Record<string, unknown>;
  // mysql2 marks errors that end the connection.
  if (fatal === true) return true;
  if (typeof errno === 'number' && serverNumbers.has(errno)) return true;
  if (typeof code !== 'string') return false;
  // A unix socket that isn't there.
  if (code === 'ENOENT') return syscall === 'connect';
  return networkCodes.has(code) || code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR');
}
