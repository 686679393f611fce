import { sql, type Transaction } from 'kysely';
import type { Database } from '../../database/database.ts';
import type { Schema } from '../../database/schema.ts';

/**
 * Keeps other transactions that lock the same (service, email) waiting until this one ends (sync15.md §20.10). The row really
 * changes, so that two nodes of a Galera cluster collide on it too (architecture.md §4). SQLite needs no row: its
 * transactions exclude each other from the start.
 *
 * @param email - `<account uid>@<domain>`, or empty to lock the whole service. Lock the service first where both are needed.
 */
export async function lockUser(
  engine: Database['engine'],
  tx: Transaction<Schema>,
  service: number,
  email: string,
): Promise<void> {
  if (engine.hasOneWriter) return;
  await tx
    .insertInto('foxden_user_locks')
    .values({ service, email, turn: 1 })
    .onDuplicateKeyUpdate({ turn: sql<number>`turn + 1` })
    .execute();
}
