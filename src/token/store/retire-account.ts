import type { Transaction } from 'kysely';
import type { Database } from '../../database/database.ts';
import type { Schema } from '../../database/schema.ts';
import { userEmail } from '../user-email.ts';
import { lockUser } from './lock.ts';
import { syncService } from './users.ts';

/**
 * Marks all storage users of an account as replaced, so that the purge removes them, as a part of the transaction that
 * deletes the account. A token request that is under way either is counted in or finds the account gone.
 *
 * @param accountUid - 32 hex characters.
 * @param now - ms.
 * @returns Uids of the storage users.
 */
export async function retireAccount(
  engine: Database['engine'],
  tx: Transaction<Schema>,
  accountUid: string,
  now: number,
): Promise<number[]> {
  const email = userEmail(accountUid);
  const service = await tx
    .selectFrom('services')
    .where('service', '=', syncService)
    .select('id')
    .executeTakeFirstOrThrow();
  await lockUser(engine, tx, service.id, email);
  const mine = await tx
    .selectFrom('users')
    .where('service', '=', service.id)
    .where('email', '=', email)
    .select('uid')
    .execute();
  const uids = mine.map((user) => user.uid);
  await tx.deleteFrom('user_quotas').where('email', '=', email).execute();
  if (uids.length === 0) return [];
  await tx
    .updateTable('users')
    .set({ replaced_at: now })
    .where('uid', 'in', uids)
    .where('replaced_at', 'is', null)
    .execute();
  return uids;
}
