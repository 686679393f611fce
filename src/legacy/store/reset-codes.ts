import type { Queries } from '../../database/database.ts';

/**
 * Keeps the one code with which a password can be replaced; an earlier one is good no more.
 *
 * @param code - `code_hash`: SHA-256, hex; `expires_at`: ms.
 */
export async function replaceResetCode(
  tx: Queries,
  code: { uid: number; code_hash: string; expires_at: number },
): Promise<void> {
  await deleteResetCode(tx, code.uid);
  await tx.insertInto('legacy_reset_codes').values(code).execute();
}

/** Finds the code of an account, also one that has run out, and keeps it as it is until the transaction ends. */
export async function findResetCode(
  tx: Queries,
  uid: number,
): Promise<{ code_hash: string; expires_at: number } | undefined> {
  // Two who ask at the same moment get one code. The row of a user is there when the one of the code isn't yet.
  await tx
    .updateTable('legacy_users')
    .set((eb) => ({ password_set_at: eb.ref('password_set_at') }))
    .where('uid', '=', uid)
    .execute();
  return tx
    .selectFrom('legacy_reset_codes')
    .select(['code_hash', 'expires_at'])
    .where('uid', '=', uid)
    .executeTakeFirst();
}

/** Removes the code of an account. @returns False when there was none. */
export async function deleteResetCode(tx: Queries, uid: number): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('legacy_reset_codes').where('uid', '=', uid).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Returns true when an account has this code. */
export async function hasResetCode(db: Queries, uid: number, codeHash: string, now: number): Promise<boolean> {
  const row = await db
    .selectFrom('legacy_reset_codes')
    .select('uid')
    .where('uid', '=', uid)
    .where('code_hash', '=', codeHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Uses a code up: of several who try at once, one succeeds.
 *
 * @param now - ms.
 * @returns False when the account has no such code.
 */
export async function spendResetCode(tx: Queries, uid: number, codeHash: string, now: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('legacy_reset_codes')
    .where('uid', '=', uid)
    .where('code_hash', '=', codeHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
