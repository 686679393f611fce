import { statfsSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import { SaidError } from '../failures/said-error.ts';
import { openDatabase } from './database.ts';

/** Below so many free bytes nothing new is stored: what is left is for deleting, signing in, logs and the way out. */
export const leastFree = 64 * 1024 * 1024;

/** The database's disk is nearly full, so nothing new is stored. */
export class NoRoomError extends SaidError {
  constructor(free: number) {
    const mebibytes = Math.floor(free / 1024 / 1024);
    super(`Only ${mebibytes} MiB are free on the disk of the database, so nothing new is stored. Make room there.`, {
      id: 'no room',
      facts: { mebibytes },
    });
    this.name = 'NoRoomError';
  }
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
  return db.engine.folder(db.query).finally(() => db.close());
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
