import type { Queries } from '../../database/database.ts';

/**
 * Marks all storage users of a deleted account as replaced, so that they get no more tokens and the purge finds them.
 *
 * @param accountUid - 32 hex characters.
 * @param now - ms.
 * @returns Uids of the storage users.
 */
export async function retireAccount(db: Queries, accountUid: string, now: number): Promise<number[]> {
  const mine = await db.selectFrom('users').select('uid').where('email', 'like', `${accountUid}@%`).execute();
  const uids = mine.map((user) => Number(user.uid));
  if (uids.length > 0) {
    await db
      .updateTable('users')
      .set({ replaced_at: now })
      .where('uid', 'in', uids)
      .where('replaced_at', 'is', null)
      .execute();
  }
  return uids;
}
