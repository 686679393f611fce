import { sql } from 'kysely';
import type { Queries } from '../../database/database.ts';

/** A record as sync storage keeps it. Stamps and expiry are centiseconds, size is bytes of UTF-8. */
export interface StoredRecord {
  collection: string;
  id: string;
  modified: number;
  sortindex: number | null;
  payload: string;
  size: number;
  expiry: number | null;
}

/** A collection as sync storage keeps it; `bytes` of all its records. */
export interface StoredCollection {
  name: string;
  modified: number;
  bytes: number;
}

/** Returns true when sync storage keeps anything of anybody. */
export async function hasStorage(db: Queries): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM storage_users UNION ALL SELECT 1 FROM storage_bsos LIMIT 1`.execute(db);
  return rows.length > 0;
}

/** Uids that {@link finishUser} was called for. */
export async function finishedUsers(db: Queries): Promise<Set<number>> {
  const { rows } = await sql<{ uid: number }>`SELECT uid FROM storage_users`.execute(db);
  return new Set(rows.map((row) => row.uid));
}

/** Removes what a cut-off import has left of a user. */
export async function clearUser(db: Queries, uid: number): Promise<void> {
  await sql`DELETE FROM storage_bsos WHERE uid = ${uid}`.execute(db);
  await sql`DELETE FROM storage_collections WHERE uid = ${uid}`.execute(db);
}

/** Adds records in one statement. */
export async function insertRecords(db: Queries, uid: number, records: StoredRecord[]): Promise<void> {
  const rows = records.map(
    (r) => sql`(${uid}, ${r.collection}, ${r.id}, ${r.modified}, ${r.sortindex}, ${r.payload}, ${r.size}, ${r.expiry})`,
  );
  await sql`INSERT INTO storage_bsos (uid, collection, id, modified, sortindex, payload, size, expiry)
    VALUES ${sql.join(rows)}`.execute(db);
}

/** Counts what has arrived of a user. */
export async function countRecords(db: Queries, uid: number): Promise<{ records: number; bytes: number }> {
  const { rows } = await sql<{ n: number; bytes: number | string | null }>`
    SELECT COUNT(*) AS n, SUM(size) AS bytes FROM storage_bsos WHERE uid = ${uid}`.execute(db);
  return { records: rows[0]!.n, bytes: Number(rows[0]!.bytes ?? 0) };
}

/**
 * Adds a user's collections, and last the row that makes the user complete.
 *
 * @param modified - Last stamp that the user was given, centiseconds.
 */
export async function finishUser(
  tx: Queries,
  uid: number,
  collections: StoredCollection[],
  modified: number,
): Promise<void> {
  for (const { name, modified, bytes } of collections) {
    await sql`INSERT INTO storage_collections (uid, name, modified, bytes, charge)
      SELECT ${uid}, ${name}, ${modified}, ${bytes},
        COALESCE(SUM(CASE WHEN size > 100 THEN size ELSE 100 END), 0) FROM storage_bsos
      WHERE uid = ${uid} AND collection = ${name}`.execute(tx);
  }
  await sql`INSERT INTO storage_users (uid, modified, previous, writes) VALUES (${uid}, ${modified}, 0, 0)`.execute(tx);
}
