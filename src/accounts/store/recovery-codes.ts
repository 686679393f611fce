import type { Queries } from '../../database/database.ts';

/** Keeps an account's recovery codes, by their SHA-256, in place of older ones. */
export async function saveRecoveryCodes(tx: Queries, uid: string, codeHashes: string[]): Promise<void> {
  await tx.deleteFrom('recovery_codes').where('uid', '=', uid).execute();
  await tx
    .insertInto('recovery_codes')
    .values(codeHashes.map((code_hash) => ({ uid, code_hash })))
    .execute();
}

/**
 * Uses a recovery code up.
 *
 * @returns How many are left, or undefined when the account has no such code.
 */
export async function takeRecoveryCode(tx: Queries, uid: string, codeHash: string): Promise<number | undefined> {
  const { numDeletedRows } = await tx
    .deleteFrom('recovery_codes')
    .where('uid', '=', uid)
    .where('code_hash', '=', codeHash)
    .executeTakeFirst();
  return numDeletedRows === 0n ? undefined : countRecoveryCodes(tx, uid);
}

/** How many recovery codes an account has left. */
export async function countRecoveryCodes(db: Queries, uid: string): Promise<number> {
  const { count } = await db
    .selectFrom('recovery_codes')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('uid', '=', uid)
    .executeTakeFirstOrThrow();
  return Number(count);
}
