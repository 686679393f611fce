import type { Selectable } from 'kysely';
import type { Database, Queries } from '../../database/database.ts';
import type { NodeTable } from '../../database/tables/token.ts';
import { syncService } from './users.ts';

/** Every node of the service. */
export function listRows(db: Queries): Promise<Selectable<NodeTable>[]> {
  return db
    .selectFrom('nodes')
    .innerJoin('services', 'services.id', 'nodes.service')
    .where('services.service', '=', syncService)
    .selectAll('nodes')
    .execute();
}

/** The node with this origin. */
export async function findNode(db: Queries, origin: string): Promise<Selectable<NodeTable> | undefined> {
  return (await listRows(db)).find((row) => row.node === origin);
}

/** Number of current users by node id. */
export async function countUsersOfNodes(db: Queries): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('users')
    .where('replaced_at', 'is', null)
    .groupBy('nodeid')
    .select((eb) => ['nodeid', eb.fn.countAll().as('n')])
    .execute();
  return new Map(rows.map((row) => [row.nodeid, Number(row.n)]));
}

/** Adds a node, or opens it again with this capacity. */
export async function openNode(db: Database, origin: string, capacity: number): Promise<void> {
  await db.transaction(async (tx) => {
    const known = await findNode(tx, origin);
    const { id: service } = await tx
      .selectFrom('services')
      .where('service', '=', syncService)
      .select('id')
      .executeTakeFirstOrThrow();
    const available = Math.max(capacity - (known?.current_load ?? 0), 0);
    const values = { capacity, available, downed: 0, backoff: 0 };
    if (known) await tx.updateTable('nodes').set(values).where('id', '=', known.id).execute();
    else
      await tx
        .insertInto('nodes')
        .values({ service, node: origin, current_load: 0, ...values })
        .execute();
  });
}

/**
 * Closes a node for new users.
 *
 * @param replacedAt - ms: marks its users as replaced since then; null: they stay.
 * @returns Number of users that were marked.
 */
export function drain(db: Database, id: number, replacedAt: number | null): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.updateTable('nodes').set({ downed: 1 }).where('id', '=', id).execute();
    if (replacedAt === null) return 0;
    const marked = await tx
      .updateTable('users')
      .set({ replaced_at: replacedAt })
      .where('nodeid', '=', id)
      .where('replaced_at', 'is', null)
      .executeTakeFirst();
    return Number(marked.numUpdatedRows);
  });
}

/**
 * Deletes a node unless users, also former ones whose data is still there, belong to it.
 *
 * @returns Number of those users; 0: the node is gone.
 */
export function deleteEmptyNode(db: Database, id: number): Promise<number> {
  return db.transaction(async (tx) => {
    const row = await tx
      .selectFrom('users')
      .where('nodeid', '=', id)
      .select((eb) => eb.fn.countAll().as('n'))
      .executeTakeFirstOrThrow();
    if (Number(row.n) === 0) await tx.deleteFrom('nodes').where('id', '=', id).execute();
    return Number(row.n);
  });
}
