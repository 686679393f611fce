import { type Kysely, sql } from 'kysely';
import type { Schema } from '../../../database/schema.ts';

/** A meta/global record and whose it is. */
interface MetaGlobal {
  uid: number;
  payload: string;
}

/**
 * Gives each user's collections and records one stamp above everything that was ever handed out; open batches and what records
 * were before go.
 *
 * @param now - In centiseconds.
 */
export async function renewStamps(tx: Kysely<Schema>, now: number): Promise<void> {
  await sql`DELETE FROM storage_staged`.execute(tx);
  await sql`DELETE FROM storage_batches`.execute(tx);
  // With all records new, what they were before tells nothing any more.
  await sql`DELETE FROM storage_versions`.execute(tx);
  await sql`UPDATE storage_users SET previous = modified, writes = writes + 1,
    modified = CASE WHEN modified >= ${now} THEN modified + 1 ELSE ${now} END`.execute(tx);
  await sql`UPDATE storage_users SET kept_since = modified WHERE kept_since IS NOT NULL`.execute(tx);
  for (const table of ['storage_collections', 'storage_bsos']) {
    await sql`UPDATE ${sql.table(table)} SET modified =
      (SELECT modified FROM storage_users WHERE storage_users.uid = ${sql.table(table)}.uid)`.execute(tx);
  }
}

/** Every user's meta/global. */
export async function readMetaGlobals(tx: Kysely<Schema>): Promise<MetaGlobal[]> {
  const { rows } = await sql<MetaGlobal>`
    SELECT uid, payload FROM storage_bsos WHERE collection = 'meta' AND id = 'global'`.execute(tx);
  return rows;
}

/** Replaces a user's meta/global by one of the same length, so that the counted sizes stay right. */
export async function replaceMetaGlobal(tx: Kysely<Schema>, { uid, payload }: MetaGlobal): Promise<void> {
  await sql`UPDATE storage_bsos SET payload = ${payload}
    WHERE uid = ${uid} AND collection = 'meta' AND id = 'global'`.execute(tx);
}
