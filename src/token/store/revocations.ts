import { sql, type Transaction } from 'kysely';
import type { Database, Queries } from '../../database/database.ts';
import type { Schema } from '../../database/schema.ts';

/**
 * Revokes the storage tokens that an account's clients hold, as a part of the transaction that ends their access. A token that
 * is being made at the same moment either waits for this or carries the old number.
 *
 * @param uid - Of the account, 32 hex characters.
 * @param now - ms.
 */
export async function revokeStorageTokens(
  engine: Database['engine'],
  tx: Transaction<Schema>,
  uid: string,
  now: number,
): Promise<void> {
  const insert = tx.insertInto('sync_revocations').values({ uid, generation: 1, changed_at: now });
  const next = { generation: sql<number>`sync_revocations.generation + 1`, changed_at: now };
  await engine.orChange(insert, ['uid'], next).execute();
}

/**
 * Lists the accounts whose storage tokens were revoked of late, with the least number that a good token carries.
 *
 * @param since - ms.
 */
export async function listRevocations(db: Queries, since: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('sync_revocations')
    .select(['uid', 'generation'])
    .where('changed_at', '>', since)
    .execute();
  return new Map(rows.map(({ uid, generation }) => [uid, generation]));
}
