import type { Queries } from '../../database/database.ts';

/** A code with which a password can be replaced: SHA-256 in hex, and its end in ms. */
export interface ResetCode {
  code_hash: string;
  expires_at: number;
}

/** Keeps a code in the place of the one that an account has. */
export async function replaceResetCode(tx: Queries, code: ResetCode & { uid: number }): Promise<void> {
  await deleteResetCode(tx, code.uid);
  await tx.insertInto('legacy_reset_codes').values(code).execute();
}

/** {@link findResetCode}, which keeps it as it is until the transaction ends. */
export async function holdResetCode(tx: Queries, uid: number): Promise<ResetCode | undefined> {
  // Two who ask at the same moment get one code. The row of a user is there when the one of the code isn't yet.
  await tx
    .updateTable('legacy_users')
    .set((eb) => ({ password_set_at: eb.ref('password_set_at') }))
    .where('uid', '=', uid)
    .execute();
  return findResetCode(tx, uid);
}

/** Finds the code of an account, also one that has run out. */
export const findResetCode = (db: Queries, uid: number): Promise<ResetCode | undefined> =>
  db.selectFrom('legacy_reset_codes').select(['code_hash', 'expires_at']).where('uid', '=', uid).executeTakeFirst();

/** Removes the code of an account. @returns False when there was none. */
export async function deleteResetCode(tx: Queries, uid: number): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('legacy_reset_codes').where('uid', '=', uid).executeTakeFirst();
  return numDeletedRows > 0n;
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
