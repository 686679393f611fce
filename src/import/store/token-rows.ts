import { type RawBuilder, sql } from 'kysely';
import type { Queries } from '../../database/database.ts';
import { writeMeta } from '../../database/meta.ts';
import type { SourceNode, SourceUser } from '../source/token-tables.ts';

// Mozilla's name of the service that all of this is about.
const service = sql`(SELECT id FROM services WHERE service = 'sync-1.5')`;

/** Number of storage users that this Foxden has. */
export async function countUsers(db: Queries): Promise<number> {
  const { n } = await db
    .selectFrom('users')
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Sets how addresses of storage are built. */
export async function setPattern(tx: Queries, pattern: string): Promise<void> {
  await tx.updateTable('services').set({ pattern }).where('service', '=', 'sync-1.5').execute();
}

/**
 * Puts the other server's nodes in the place of the present ones, under their old ids.
 *
 * @param capacity - Instead of a node's own; for each node.
 */
export async function replaceNodes(
  tx: Queries,
  nodes: SourceNode[],
  capacity: (node: SourceNode) => number,
): Promise<void> {
  await tx.deleteFrom('nodes').execute();
  const rows = nodes.map((node) => {
    const limit = capacity(node);
    const available = Math.max(limit - node.currentLoad, 0);
    return sql`(${node.id}, ${service}, ${node.node}, ${available}, ${node.currentLoad}, ${limit}, ${node.downed}, 0)`;
  });
  await insert(tx, sql`nodes (id, service, node, available, current_load, capacity, downed, backoff)`, rows);
}

/** Remembers which node is this Foxden; the token server's own start-up reads it. */
export async function setOwnNode(tx: Queries, id: number): Promise<void> {
  await writeMeta(tx, 'token_node_id', String(id));
}

/** Adds users under their old uids. */
export async function insertUsers(tx: Queries, users: (SourceUser & { nodeId: number })[]): Promise<void> {
  const rows = users.map(
    (user) =>
      // A retired user's generation is beyond 2^53.
      sql`(${user.uid}, ${service}, ${user.email}, ${BigInt(user.generation)}, ${user.clientState}, ${user.createdAt},
        ${user.replacedAt}, ${user.nodeId}, ${user.keysChangedAt})`,
  );
  const columns = sql`users
    (uid, service, email, generation, client_state, created_at, replaced_at, nodeid, keys_changed_at)`;
  await insert(tx, columns, rows);
}

const portion = 200;

async function insert(tx: Queries, into: RawBuilder<unknown>, rows: RawBuilder<unknown>[]): Promise<void> {
  for (let start = 0; start < rows.length; start += portion) {
    await sql`INSERT INTO ${into} VALUES ${sql.join(rows.slice(start, start + portion))}`.execute(tx);
  }
}
