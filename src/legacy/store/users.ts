import { type Selectable, sql } from 'kysely';
import type { Queries } from '../../database/database.ts';
import type { LegacyUserTable } from '../../database/tables/legacy.ts';

/** A row of `legacy_users`. */
export type LegacyUser = Selectable<LegacyUserTable>;

/** An account whose password is to be checked. */
export interface UserToCheck extends LegacyUser {
  /** How often what was proved by its password has been revoked. */
  generation: number;
}

/**
 * Finds an account.
 *
 * @param name - In lower case.
 */
export function findUser(db: Queries, name: string): Promise<LegacyUser | undefined> {
  return db.selectFrom('legacy_users').selectAll().where('name', '=', name).executeTakeFirst();
}

/** Finds an account together with its revocations, in one statement. */
export async function findUserToCheck(db: Queries, name: string): Promise<UserToCheck | undefined> {
  const row = await db
    .selectFrom('legacy_users as u')
    .leftJoin('sync_revocations as r', (join) => join.on('r.uid', '=', sql<string>`CAST(u.uid AS CHAR)`))
    .selectAll('u')
    .select('r.generation')
    .where('u.name', '=', name)
    .executeTakeFirst();
  return row && { ...row, generation: row.generation ?? 0 };
}

/** Adds an account. @returns Its uid, or undefined when somebody has the name already. */
export async function insertUser(
  tx: Queries,
  user: { name: string; mail: string | null; verifier: string; now: number },
): Promise<number | undefined> {
  const { name, mail, verifier, now } = user;
  try {
    const { insertId } = await tx
      .insertInto('legacy_users')
      .values({
        name,
        mail,
        verifier,
        quota_bytes: null,
        created_at: now,
        password_set_at: now,
        last_used_at: null,
        disabled_at: null,
      })
      .executeTakeFirstOrThrow();
    return Number(insertId);
  } catch (error) {
    const { errno, code } = (error ?? {}) as { errno?: unknown; code?: unknown };
    if (errno === 1062 || code === 'SQLITE_CONSTRAINT_UNIQUE') return undefined;
    throw error;
  }
}

/** Changes an account. */
export async function updateUser(
  tx: Queries,
  uid: number,
  changes: Partial<Pick<LegacyUser, 'mail' | 'verifier' | 'password_set_at' | 'disabled_at' | 'quota_bytes'>>,
): Promise<void> {
  await tx.updateTable('legacy_users').set(changes).where('uid', '=', uid).execute();
}

/** Keeps another verifier of the same password, unless the password has been changed meanwhile. */
export async function replaceVerifier(
  db: Queries,
  { uid, verifier: old }: Pick<LegacyUser, 'uid' | 'verifier'>,
  verifier: string,
): Promise<void> {
  await db.updateTable('legacy_users').set({ verifier }).where('uid', '=', uid).where('verifier', '=', old).execute();
}

/** Notes that an account is in use, now and then. @param now - ms. */
export async function markUsed(
  db: Queries,
  { uid, last_used_at: last }: Pick<LegacyUser, 'uid' | 'last_used_at'>,
  now: number,
): Promise<void> {
  if (last !== null && Math.abs(now - last) < 3_600_000) return;
  await db.updateTable('legacy_users').set({ last_used_at: now }).where('uid', '=', uid).execute();
}

/** Lists all accounts, oldest first. */
export function listUsers(db: Queries): Promise<LegacyUser[]> {
  return db.selectFrom('legacy_users').selectAll().orderBy('created_at').orderBy('uid').execute();
}

/**
 * Deletes an account; its uid stays for the purge, which looks for its data once more.
 *
 * @param now - ms.
 */
export async function deleteUser(tx: Queries, uid: number, now: number): Promise<void> {
  await tx.deleteFrom('legacy_reset_codes').where('uid', '=', uid).execute();
  await tx.deleteFrom('known_networks').where('uid', '=', String(uid)).execute();
  await tx.deleteFrom('legacy_users').where('uid', '=', uid).execute();
  await tx.insertInto('legacy_deleted_users').values({ uid, deleted_at: now }).execute();
}

/** Users who were deleted before a time (ms), some of them. */
export async function listDeletedUsers(db: Queries, before: number, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('legacy_deleted_users')
    .select('uid')
    .where('deleted_at', '<', before)
    .orderBy('uid')
    .limit(limit)
    .execute();
  return rows.map(({ uid }) => uid);
}

/** Forgets a deleted user whose data is gone. */
export async function forgetDeletedUser(db: Queries, uid: number): Promise<void> {
  await db.deleteFrom('legacy_deleted_users').where('uid', '=', uid).execute();
}
