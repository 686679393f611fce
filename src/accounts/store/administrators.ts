import type { Queries } from '../../database/database.ts';
import { AccountError } from '../../http/errors/account-error.ts';

/**
 * Keeps all administrators as they are until the transaction ends: two who demote, lock or delete each other at the same moment
 * come one after the other, and so does one who leaves.
 *
 * @param tx - A transaction; this comes first in it.
 * @returns The uids of those who can act: administrators whose accounts aren't locked.
 */
export async function holdAdministrators(tx: Queries): Promise<string[]> {
  await tx
    .updateTable('accounts')
    .set((eb) => ({ turn: eb('turn', '+', 1) }))
    .where('is_admin', '=', 1)
    .execute();
  const rows = await tx
    .selectFrom('accounts')
    .select('uid')
    .where('is_admin', '=', 1)
    .where('disabled_at', 'is', null)
    .execute();
  return rows.map(({ uid }) => uid);
}

/**
 * For an administrator who leaves: as long as anybody else has an account here, somebody is in charge of the server.
 *
 * @param tx - A transaction; this comes first in it.
 * @throws {AccountError} 403/202 for the last one.
 */
export async function requireAnotherAdministrator(tx: Queries, uid: string): Promise<void> {
  const able = await holdAdministrators(tx);
  if (able.some((other) => other !== uid)) return;
  const others = await tx.selectFrom('accounts').select('uid').where('uid', '!=', uid).limit(1).executeTakeFirst();
  if (others) throw AccountError.lastAdministrator();
}
