import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import type { Config } from '../config/config.ts';
import { isLoopback } from '../config/loopback.ts';
import { type Database, openDatabase } from './database.ts';

/** Below so many free bytes nothing new is stored: what is left is for deleting, signing in, logs and the way out. */
export const leastFree = 64 * 1024 * 1024;

/** The database's disk is nearly full, so nothing new is stored. */
export class NoRoomError extends Error {
  constructor(free: number) {
    super(
      `Only ${Math.floor(free / 1024 / 1024)} MiB are free on the disk of the database, so nothing new is stored. Make room there.`,
    );
    this.name = 'NoRoomError';
  }
}

/** Folder that holds the database; undefined when it is on another machine, or in another container. */
export async function databaseFolder(config: Config['database'], db: Database): Promise<string | undefined> {
  if (config.engine === 'sqlite') return dirname(config.file);
  const { hostname, searchParams } = new URL(config.url);
  if (!searchParams.has('socket') && !isLoopback(hostname)) return undefined;
  const { rows } = await sql<{ folder: string }>`SELECT @@datadir AS folder`.execute(db.query);
  const folder = rows[0]?.folder;
  return folder !== undefined && existsSync(folder) ? folder : undefined;
}

/** Free bytes on the disk of a folder; undefined when that can't be told. */
export function freeOn(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

async function findFolder(config: Config['database']): Promise<string | undefined> {
  const db = openDatabase(config);
  return databaseFolder(config, db).finally(() => db.close());
}

/** Refuses work that stores something new while the disk is nearly full. */
export type CheckRoom = () => Promise<void>;

/** How long a look at the disk counts, ms. */
const trusted = 2000;

/**
 * Makes the check. It asks the system every two seconds at most.
 *
 * @param measure - Free bytes on a folder's disk; tests give another answer.
 * @returns A function that throws {@link NoRoomError}.
 */
export function roomCheck(config: Config['database'], measure = freeOn): CheckRoom {
  let folder: Promise<string | undefined> | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let free: number | undefined;
  return async () => {
    if (performance.now() - lookedAt > trusted) {
      lookedAt = performance.now();
      folder ??= findFolder(config).catch(() => {
        folder = undefined;
        return undefined;
      });
      const where = await folder;
      free = where === undefined ? undefined : measure(where);
    }
    if (free !== undefined && free < leastFree) throw new NoRoomError(free);
  };
}
