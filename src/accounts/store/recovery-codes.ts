import type { Queries } from '../../database/database.ts';

/** Keeps an account's recovery codes, sealed, in place of older ones. */
export async function saveRecoveryCodes(tx: Queries, uid: string, sealed: string[]): Promise<void> {
  await tx.deleteFrom('recovery_codes').where('uid', '=', uid).execute();
  await tx
    .insertInto('recovery_codes')
    .values(sealed.map((code_hash) => ({ uid, code_hash })))
    .execute();
}

/**
 * Uses a recovery code up.
 *
 * @param isRight - Returns true when a sealed code is the one that was typed.
 * @returns How many are left, or undefined when the account has no such code.
 */
export async function takeRecoveryCode(
  tx: Queries,
  uid: string,
  isRight: (sealed: string) => boolean,
): Promise<number | undefined> {
  const rows = await tx.selectFrom('recovery_codes').select('code_hash').where('uid', '=', uid).execute();
  const right = rows.find((row) => isRight(row.code_hash));
  if (!right) return undefined;
  // Of two that use the same code at once, only one deletes it.
  const { numDeletedRows } = await tx
    .deleteFrom('recovery_codes')
    .where('uid', '=', uid)
    .where('code_hash', '=', right.code_hash)
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
