import type { Selectable } from 'kysely';
import type { Queries } from '../../database/database.ts';
import type { LegacyUserTable } from '../../database/tables/legacy.ts';

/** A row of `legacy_users`. */
export type LegacyUser = Selectable<LegacyUserTable>;

/**
 * Finds an account.
 *
 * @param name - In lower case.
 */
export function findUser(db: Queries, name: string): Promise<LegacyUser | undefined> {
  return db.selectFrom('legacy_users').selectAll().where('name', '=', name).executeTakeFirst();
}
