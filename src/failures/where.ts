import { socketOf } from '../config/database-socket.ts';
import type { ErrorFacts, Place } from './explanation.ts';

/** What is said in place of a name that nobody knows; each language has its own words for it. */
export const unnamed = {
  file: 'a file that it needs',
  peer: 'The other side',
  socket: 'that socket',
  database: 'the database',
} as const;

/** Names the address that a network call was for: host and port, a socket's path, or a host name. */
export function addressOf({ address, port, path, hostname, host, message }: ErrorFacts): string | undefined {
  if (typeof address === 'string' && port !== undefined)
    return `${address.includes(':') ? `[${address}]` : address}:${port}`;
  for (const each of [address, path, hostname, host]) if (typeof each === 'string') return each;
  // What the resolver and TLS leave behind only in the message.
  return /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENOENT|EACCES) (\S+)/.exec(message ?? '')?.[1];
}

/** Names the file that a call of the file system was for. */
export function fileOf({ path }: ErrorFacts, place: Place): string | undefined {
  return typeof path === 'string' ? path : place.dataDir;
}

/** Names a database without its password. */
export function databasePlace({ database }: Place): string {
  if (!database) return unnamed.database;
  if (database.engine === 'sqlite') return `the database ${database.file}`;
  const url = new URL(database.url);
  return `the database ${url.pathname.slice(1)} at ${socketOf(url) ?? url.host}`;
}

/** The same for other languages: only its name, empty when that isn't known. */
export function databaseName({ database }: Place): string {
  if (!database) return '';
  if (database.engine === 'sqlite') return database.file;
  const url = new URL(database.url);
  return `${url.pathname.slice(1)} (${socketOf(url) ?? url.host})`;
}
