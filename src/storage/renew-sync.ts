import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';

/**
 * Makes restored storage new in the eyes of every browser (sync15.md §20.17): each user's collections and records get a
 * stamp above everything that was ever handed out, and meta/global gets new sync ids, global and per engine. Firefox then
 * resets its sync state and reconciles what it has with what is here, instead of missing or wiping it. Open batches end.
 *
 * @param db - A database that no worker uses.
 */
export async function renewSync(db: Database): Promise<void> {
  const now = Math.floor(Date.now() / 10);
  await db.transaction(async (tx) => {
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
    await renewSyncIds(tx);
  });
}

async function renewSyncIds(tx: Kysely<Schema>): Promise<void> {
  const { rows } = await sql<{ uid: number; payload: string }>`
    SELECT uid, payload FROM storage_bsos WHERE collection = 'meta' AND id = 'global'`.execute(tx);
  for (const { uid, payload } of rows) {
    const renewed = withNewSyncIds(payload);
    // Sync ids have a fixed length, so the counted sizes stay right.
    if (renewed?.length !== payload.length) continue;
    await sql`UPDATE storage_bsos SET payload = ${renewed}
      WHERE uid = ${uid} AND collection = 'meta' AND id = 'global'`.execute(tx);
  }
}

/** meta/global with fresh sync ids of the same length, or undefined when it is none. */
export function withNewSyncIds(payload: string): string | undefined {
  try {
    const meta = JSON.parse(payload) as { syncID?: string; engines?: Record<string, { syncID?: string }> };
    for (const part of [meta, ...Object.values(meta.engines ?? {})]) {
      if (typeof part.syncID === 'string') part.syncID = syncIdLike(part.syncID);
    }
    return JSON.stringify(meta);
  } catch {
    return undefined;
  }
}

const syncIdLike = (old: string) => randomBytes(old.length).toString('base64url').slice(0, old.length);
