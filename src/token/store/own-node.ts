import type { Queries } from '../../database/database.ts';
import { readMeta, writeMeta } from '../../database/meta.ts';
import type { TokenContext } from '../context.ts';
import { lockUser } from './lock.ts';
import { unlimited } from './nodes.ts';
import { syncService } from './users.ts';

/**
 * Sees to it that `nodes` has a row for this server, with the present public URL and without a limit. When the URL has
 * changed the row is changed, so that users keep their place (sync15.md §17.7). Harmless to repeat.
 *
 * @param publicUrl - Origin of this server, byte by byte as clients shall see it.
 * @returns The node's id.
 */
export async function prepareOwnNode(ctx: Pick<TokenContext, 'db'>, publicUrl: string): Promise<number> {
  const known = await findOwnNode(ctx.db.query);
  if (known?.node === publicUrl) return known.id;
  return ctx.db.transaction(async (tx) => {
    const { id: service } = await tx
      .selectFrom('services')
      .where('service', '=', syncService)
      .select('id')
      .executeTakeFirstOrThrow();
    await lockUser(ctx.db.engine, tx, service, '');
    const own = await findOwnNode(tx);
    const sameUrl = await tx
      .selectFrom('nodes')
      .where('service', '=', service)
      .where('node', '=', publicUrl)
      .select('id')
      .executeTakeFirst();
    if (own && !sameUrl) {
      await tx.updateTable('nodes').set({ node: publicUrl }).where('id', '=', own.id).execute();
      return own.id;
    }
    if (own && sameUrl && own.id !== sameUrl.id) {
      // The new URL was listed as another node: both are this server now.
      await tx.updateTable('users').set({ nodeid: sameUrl.id }).where('nodeid', '=', own.id).execute();
      await tx.deleteFrom('nodes').where('id', '=', own.id).execute();
    }
    const id = sameUrl?.id ?? (await insertNode(tx, service, publicUrl));
    await tx.updateTable('nodes').set({ capacity: unlimited, available: unlimited }).where('id', '=', id).execute();
    await writeMeta(tx, 'token_node_id', String(id));
    return id;
  });
}

/** The row that {@link prepareOwnNode} keeps; undefined before its first call. */
export async function findOwnNode(db: Queries): Promise<{ id: number; node: string } | undefined> {
  const id = await readMeta(db, 'token_node_id');
  if (id === undefined) return undefined;
  return db.selectFrom('nodes').where('id', '=', Number(id)).select(['id', 'node']).executeTakeFirst();
}

async function insertNode(db: Queries, service: number, node: string): Promise<number> {
  const row = { service, node, available: unlimited, current_load: 0, capacity: unlimited, downed: 0, backoff: 0 };
  const { insertId } = await db.insertInto('nodes').values(row).executeTakeFirstOrThrow();
  return Number(insertId);
}
