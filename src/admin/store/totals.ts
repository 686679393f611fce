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
