import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../database/schema.ts';

/** As much capacity as Mozilla's column holds: a node without a limit. */
export const unlimited = 2_147_483_647;

/** A storage node. */
export interface StorageNode {
  id: number;
  /** Origin, without a trailing slash. */
  node: string;
}

/**
 * Takes a place on the node that is filled least (sync15.md §17.7).
 *
 * @returns The node, or undefined when all are full, down or backing off.
 */
export async function takePlace(tx: Transaction<Schema>, service: number): Promise<StorageNode | undefined> {
  const first = await tryTakePlace(tx, service);
  if (first) return first;
  await releaseCapacity(tx, service);
  return tryTakePlace(tx, service);
}

async function tryTakePlace(tx: Transaction<Schema>, service: number): Promise<StorageNode | undefined> {
  for (;;) {
    const best = await tx
      .selectFrom('nodes')
      .where('service', '=', service)
      .where('available', '>', 0)
      .whereRef('current_load', '<', 'capacity')
      .where('downed', '=', 0)
      .where('backoff', '=', 0)
      .select(['id', 'node'])
      .orderBy(sql`current_load * 1.0 / capacity`)
      .orderBy('current_load')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (!best) return undefined;
    // Nothing changed: another transaction got the last place in between.
    if ((await changeLoad(tx, best.id, 1)) > 0n) return best;
  }
}

/** Counts one more place on a node as taken, even beyond its limit: for a user that must stay with it. */
export async function takePlaceOn(tx: Transaction<Schema>, id: number): Promise<void> {
  if ((await changeLoad(tx, id, 1)) > 0n) return;
  await tx.updateTable('nodes').set({ current_load: sql<number>`current_load + 1` }).where('id', '=', id).execute();
}

/** Gives a place back. */
export async function releasePlace(tx: Transaction<Schema>, id: number): Promise<void> {
  await changeLoad(tx, id, -1);
}

async function changeLoad(tx: Transaction<Schema>, id: number, by: 1 | -1): Promise<bigint> {
  const result = await tx
    .updateTable('nodes')
    .set({ available: sql<number>`available - ${by}`, current_load: sql<number>`current_load + ${by}` })
    .where('id', '=', id)
    .where(by === 1 ? 'available' : 'current_load', '>', 0)
    .executeTakeFirst();
  return result.numUpdatedRows;
}

// Nodes give out their capacity in portions of a tenth, so that a new one isn't flooded.
async function releaseCapacity(tx: Transaction<Schema>, service: number): Promise<void> {
  await tx
    .updateTable('nodes')
    .set({
      available: sql<number>`CASE WHEN capacity - current_load < capacity / 10 + 1
        THEN capacity - current_load ELSE FLOOR(capacity / 10) + 1 END`,
    })
    .where('service', '=', service)
    .where('available', '<=', 0)
    .whereRef('current_load', '<', 'capacity')
    .where('downed', '=', 0)
    .execute();
}
