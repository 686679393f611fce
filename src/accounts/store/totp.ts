import type { Selectable } from 'kysely';
import type { Queries } from '../../database/database.ts';
import type { TotpTable } from '../../database/tables/accounts.ts';

/** The secret of an authenticator app as stored. */
export type TotpRow = Selectable<TotpTable>;

/** Finds an account's secret, confirmed or not. */
export function findTotp(db: Queries, uid: string): Promise<TotpRow | undefined> {
  return db.selectFrom('totp').selectAll().where('uid', '=', uid).executeTakeFirst();
}

/** Keeps a secret in place of an older one. */
export async function saveTotp(db: Queries, row: TotpRow): Promise<void> {
  await db.replaceInto('totp').values(row).execute();
}

/**
 * Marks a time step as used, and the secret as confirmed.
 *
 * @returns False when this step or a later one was used before, since a code is good once, or when there is another secret by
 *   now.
 */
export async function useTotpStep(db: Queries, totp: Pick<TotpRow, 'uid' | 'secret'>, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('totp')
    .set({ last_step: step, verified: 1 })
    .where('uid', '=', totp.uid)
    .where('secret', '=', totp.secret)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Deletes an account's secret and its recovery codes; false when there was no secret. */
export async function deleteTotp(tx: Queries, uid: string): Promise<boolean> {
  await tx.deleteFrom('recovery_codes').where('uid', '=', uid).execute();
  const { numDeletedRows } = await tx.deleteFrom('totp').where('uid', '=', uid).executeTakeFirst();
  return numDeletedRows > 0n;
}
