import type { Queries } from '../../database/database.ts';
import { keptAddresses } from '../../http/mail-address.ts';

/**
 * The languages that a person's mails go by, as an Accept-Language header.
 *
 * @param email - Of an account; that of the oldest administrator counts where there is none, or no address.
 * @returns Null where nobody has named one.
 */
export async function localeOf(db: Queries, email?: string): Promise<string | null> {
  const accounts = db.selectFrom('accounts').select('locale');
  const own =
    email === undefined
      ? undefined
      : await accounts.where('normalized_email', 'in', keptAddresses(email)).executeTakeFirst();
  const found = own ?? (await accounts.where('is_admin', '=', 1).orderBy('created_at').limit(1).executeTakeFirst());
  return found?.locale ?? null;
}
