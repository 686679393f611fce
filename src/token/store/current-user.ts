import type { Queries } from '../../database/database.ts';
import { userEmail } from '../user-email.ts';
import { syncService } from './users.ts';

/**
 * Finds the storage user that an account's Firefoxes write to now. One statement.
 *
 * @param accountUid - 32 hex characters.
 * @returns Its uid, or undefined when none has ever asked for a token, or the account was deleted.
 */
export async function findCurrentUser(db: Queries, accountUid: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('users as u')
    .innerJoin('services as s', 's.id', 'u.service')
    .where('s.service', '=', syncService)
    .where('u.email', '=', userEmail(accountUid))
    .where('u.replaced_at', 'is', null)
    .select('u.uid')
    .orderBy('u.created_at', 'desc')
    .orderBy('u.uid', 'desc')
    .executeTakeFirst();
  return row && Number(row.uid);
}
