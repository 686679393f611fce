import type { Insertable, Selectable } from 'kysely';
import type { Queries } from '../../database/database.ts';
import type { OAuthCodeTable } from '../../database/tables/oauth.ts';

/** Keeps an authorization code. */
export async function insertCode(db: Queries, code: Insertable<OAuthCodeTable>): Promise<void> {
  await db.insertInto('oauth_codes').values(code).execute();
}

/**
 * Takes a code out of the database: of several who try at once only one gets it.
 *
 * @param codeHash - SHA-256 of the code, hex.
 * @returns The code, expired or not, or undefined.
 */
export async function takeCode(tx: Queries, codeHash: string): Promise<Selectable<OAuthCodeTable> | undefined> {
  return tx.deleteFrom('oauth_codes').where('code_hash', '=', codeHash).returningAll().executeTakeFirst();
}
