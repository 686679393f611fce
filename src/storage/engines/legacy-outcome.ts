import type { LegacyOutcome } from '../legacy-engine.ts';
import { StorageRefusal } from '../refusal.ts';

/** Tells a refusal as an outcome: the services of Sync 1.1 know the storage only by its interface. */
export async function outcomeOf(
  write: Promise<number | { modified: number; quotaRemaining: number | null }>,
): Promise<LegacyOutcome> {
  try {
    const result = await write;
    if (typeof result === 'number') return { refused: null, modified: result, quotaRemaining: null };
    return { refused: null, ...result };
  } catch (error) {
    if (!(error instanceof StorageRefusal)) throw error;
    if (error.reason !== 'modified since' && error.reason !== 'over quota') throw error;
    return { refused: error.reason };
  }
}

/** Tells that too many downloads are under way as null. */
export async function orBusy<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof StorageRefusal && error.reason === 'too many downloads') return null;
    throw error;
  }
}
