import type { Insertable } from 'kysely';
import type { Queries } from '../../database/database.ts';
import type { AccessTokenTable } from '../../database/tables/oauth.ts';

/** An access token that is still good, with what is told of its account. Times are ms. */
export interface StoredAccessToken {
  uid: string;
  clientId: string;
  scope: string;
  createdAt: number;
  expiresAt: number;
  email: string;
  displayName: string | null;
  locale: string | null;
  generation: number;
  profileChangedAt: number;
}

/** Keeps an access token: it's good as long as its row exists. */
export async function insertAccessToken(db: Queries, token: Insertable<AccessTokenTable>): Promise<void> {
  await db.insertInto('access_tokens').values(token).execute();
}

/**
 * Finds an access token with its account.
 *
 * @param now - Time in ms.
 * @returns Undefined when it is unknown, revoked or run out, when the session or refresh token that it belongs to has ended, or
 *   when the account is locked.
 */
export async function findAccessToken(
  db: Queries,
  jtiHash: string,
  now: number,
): Promise<StoredAccessToken | undefined> {
  const row = await db
    .selectFrom('access_tokens')
    .innerJoin('accounts', 'accounts.uid', 'access_tokens.uid')
    .leftJoin('sessions', 'sessions.id_hash', 'access_tokens.session_id_hash')
    .leftJoin('refresh_tokens', 'refresh_tokens.token_hash', 'access_tokens.refresh_token_hash')
    .select(['access_tokens.uid', 'access_tokens.client_id', 'access_tokens.scope'])
    .select(['access_tokens.created_at', 'access_tokens.expires_at'])
    .select(['accounts.email', 'accounts.display_name', 'accounts.locale'])
    .select(['accounts.verifier_set_at', 'accounts.profile_changed_at'])
    .where('access_tokens.jti_hash', '=', jtiHash)
    .where('access_tokens.expires_at', '>', now)
    .where('accounts.disabled_at', 'is', null)
    .where(({ eb, or }) =>
      or([eb('access_tokens.session_id_hash', 'is', null), eb('sessions.id_hash', 'is not', null)]),
    )
    .where(({ eb, or }) =>
      or([eb('access_tokens.refresh_token_hash', 'is', null), eb('refresh_tokens.token_hash', 'is not', null)]),
    )
    .executeTakeFirst();
  return (
    row && {
      uid: row.uid,
      clientId: row.client_id,
      scope: row.scope,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      email: row.email,
      displayName: row.display_name,
      locale: row.locale,
      generation: row.verifier_set_at,
      profileChangedAt: row.profile_changed_at,
    }
  );
}

/**
 * Revokes an access token.
 *
 * @param clientId - Only if it is this client's; absent: whoever's it is.
 */
export async function deleteAccessToken(db: Queries, jtiHash: string, clientId?: string): Promise<boolean> {
  let remove = db.deleteFrom('access_tokens').where('jti_hash', '=', jtiHash);
  if (clientId !== undefined) remove = remove.where('client_id', '=', clientId);
  return (await remove.executeTakeFirst()).numDeletedRows > 0n;
}
