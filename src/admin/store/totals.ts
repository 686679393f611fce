import { statSync } from 'node:fs';
import { sql } from 'kysely';
import type { Config } from '../../config/config.ts';
import type { Database } from '../../database/database.ts';

/** Number of accounts; with accounts elsewhere, of users who sync. */
export async function countUsers({ query }: Database, accounts: Config['accounts']): Promise<number> {
  const row =
    accounts.mode === 'embedded'
      ? query.selectFrom('accounts').select((eb) => eb.fn.countAll().as('n'))
      : query
          .selectFrom('users')
          .where('replaced_at', 'is', null)
          .select((eb) => eb.fn.countAll().as('n'));
  return Number((await row.executeTakeFirstOrThrow()).n);
}

/** Bytes that the database takes on its disk, as far as its engine knows. */
export async function databaseSize({ query }: Database, database: Config['database']): Promise<number> {
  if (database.engine === 'sqlite') {
    const sizeOf = (suffix: string) => statSync(database.file + suffix, { throwIfNoEntry: false })?.size ?? 0;
    return sizeOf('') + sizeOf('-wal');
  }
  const { rows } = await sql<{ bytes: string | null }>`
    SELECT SUM(DATA_LENGTH + INDEX_LENGTH) AS bytes FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()
  `.execute(query);
  return Number(rows[0]?.bytes ?? 0);
}
