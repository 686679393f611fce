import type { Queries } from './database.ts';
import type { DatabaseEngine } from './engines/engine.ts';

/**
 * What the database remembers about itself, by name: which keys it belongs to, the node that is this server, when it was last
 * used, an import that has begun, when the nightly backup was made. Another room's lock on sign-ups is a name of its own.
 */
export type MetaName = 'secrets' | 'token_node_id' | 'last_used' | 'import' | 'nightly-backup';

/** Reads one of the database's notes about itself; undefined when there is none. */
export async function readMeta(db: Queries, name: MetaName): Promise<string | undefined> {
  const row = await db.selectFrom('foxden_meta').where('name', '=', name).select('value').executeTakeFirst();
  return row?.value;
}

/** Writes a note, instead of the one that is there. */
export async function writeMeta(db: Queries, name: MetaName, value: string): Promise<void> {
  await db.replaceInto('foxden_meta').values({ name, value }).execute();
}

/** Writes a note unless there is one: of two appliances that do so at once, one wins. */
export async function claimMeta(db: Queries, engine: DatabaseEngine, name: MetaName, value: string): Promise<void> {
  await engine.ifNew(db.insertInto('foxden_meta').values({ name, value })).execute();
}

/** Takes a note away; harmless where there is none. */
export async function deleteMeta(db: Queries, name: MetaName): Promise<void> {
  await db.deleteFrom('foxden_meta').where('name', '=', name).execute();
}
