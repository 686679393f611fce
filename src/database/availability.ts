import { conditionOf } from '../failures/database-conditions.ts';
import { NoRoomError } from './database-disk.ts';
import { DatabaseBusyError } from './retry.ts';

/**
 * True when an error is the database's present state rather than a bug: busy, not reachable, shutting down, disk full.
 * Routes answer 503 with Retry-After then, so that clients come back instead of giving up (sync15.md §18.1).
 */
export const isDatabaseUnavailable = (error: unknown): boolean =>
  error instanceof DatabaseBusyError || error instanceof NoRoomError || conditionOf(error) !== undefined;
