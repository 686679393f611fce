import type { Selectable } from 'kysely';
import type { Queries } from '../../database/database.ts';
import type { RecoveryKeyTable } from '../../database/tables/accounts.ts';

/** A recovery key as stored: only its owner can open `recovery_data`. */
export type RecoveryKeyRow = Selectable<RecoveryKeyTable>;

/** Finds an account's recovery key. */
export function findRecoveryKey(db: Queries, uid: string): Promise<RecoveryKeyRow | undefined> {
  return db.selectFrom('recovery_keys').selectAll().where('uid', '=', uid).executeTakeFirst();
}

/** Keeps a recovery key in place of an older one. */
export async function saveRecoveryKey(db: Queries, row: RecoveryKeyRow): Promise<void> {
  await db.replaceInto('recovery_keys').values(row).execute();
}

/**
 * Enables a recovery key.
 *
 * @returns False when it is no longer the account's.
 */
export async function enableRecoveryKey(
  db: Queries,
  key: Pick<RecoveryKeyRow, 'uid' | 'key_id_hash'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('recovery_keys')
    .set({ enabled: 1 })
    .where('uid', '=', key.uid)
    .where('key_id_hash', '=', key.key_id_hash)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Deletes an account's recovery key; false when there was none. */
export async function deleteRecoveryKey(db: Queries, uid: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('recovery_keys').where('uid', '=', uid).executeTakeFirst();
  return numDeletedRows > 0n;
}
