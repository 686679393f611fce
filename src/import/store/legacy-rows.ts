import { sql } from 'kysely';
import type { Queries } from '../../database/database.ts';
import type { StoredRecord } from './storage-rows.ts';

/** An account to be added. Times are ms. */
export interface LegacyAccount {
  name: string;
  mail: string | null;
  verifier: string;
  quotaBytes: number | null;
  disabledAt: number | null;
  createdAt: number;
}

/** A record with what only Sync 1.1 has. */
export interface StoredLegacyRecord extends StoredRecord {
  parentid: string | null;
  predecessorid: string | null;
}

/** Names of all accounts of Sync 1.1. */
export async function legacyNames(db: Queries): Promise<Set<string>> {
  const rows = await db.selectFrom('legacy_users').select('name').execute();
  return new Set(rows.map(({ name }) => name));
}

/** Adds an account; gives its uid. */
export async function insertLegacyAccount(tx: Queries, account: LegacyAccount): Promise<number> {
  const { name, mail, verifier, quotaBytes, disabledAt, createdAt } = account;
  const { insertId } = await tx
    .insertInto('legacy_users')
    .values({
      name,
      mail,
      verifier,
      quota_bytes: quotaBytes,
      created_at: createdAt,
      password_set_at: createdAt,
      last_used_at: null,
      disabled_at: disabledAt,
    })
    .executeTakeFirstOrThrow();
  return Number(insertId);
}

/** Adds records in one statement. */
export async function insertLegacyRecords(tx: Queries, uid: number, records: StoredLegacyRecord[]): Promise<void> {
  const rows = records.map(
    (r) => sql`(${uid}, ${r.collection}, ${r.id}, ${r.modified}, ${r.sortindex}, ${r.payload}, ${r.size}, ${r.expiry},
      ${r.parentid}, ${r.predecessorid})`,
  );
  await sql`INSERT INTO storage_bsos
    (uid, collection, id, modified, sortindex, payload, size, expiry, parentid, predecessorid)
    VALUES ${sql.join(rows)}`.execute(tx);
}
