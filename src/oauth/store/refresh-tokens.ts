import type { Insertable } from 'kysely';
import type { Queries } from '../../database/database.ts';
import type { RefreshTokenTable } from '../../database/tables/oauth.ts';
import type { Authorizer } from './authorizers.ts';

/** A refresh token with what tokens tell of its account. Times are ms. */
export interface StoredRefreshToken extends Pick<Authorizer, 'uid' | 'email' | 'verifierSetAt' | 'profileChangedAt'> {
  tokenHash: string;
  clientId: string;
  scope: string;
  authAt: number;
  createdAt: number;
  lastUsedAt: number;
}

/** Keeps a refresh token. */
export async function insertRefreshToken(db: Queries, token: Insertable<RefreshTokenTable>): Promise<void> {
  await db.insertInto('refresh_tokens').values(token).execute();
}

/**
 * Finds a refresh token.
 *
 * @param tokenHash - SHA-256 of the token, hex.
 * @returns Undefined when it is unknown or revoked, or when the account is locked.
 */
export async function findRefreshToken(db: Queries, tokenHash: string): Promise<StoredRefreshToken | undefined> {
  const row = await db
    .selectFrom('refresh_tokens')
    .innerJoin('accounts', 'accounts.uid', 'refresh_tokens.uid')
    .selectAll('refresh_tokens')
    .select(['accounts.email', 'accounts.verifier_set_at', 'accounts.profile_changed_at'])
    .where('refresh_tokens.token_hash', '=', tokenHash)
    .where('accounts.disabled_at', 'is', null)
    .executeTakeFirst();
  return (
    row && {
      tokenHash: row.token_hash,
      uid: row.uid,
      email: row.email,
      verifierSetAt: row.verifier_set_at,
      profileChangedAt: row.profile_changed_at,
      clientId: row.client_id,
      scope: row.scope,
      authAt: row.auth_at,
      createdAt: row.created_at,
      lastUsedAt: row.last_used_at,
    }
  );
}

/**
 * Puts a new token with a wider scope in the place of an old one, whose access tokens stay good.
 *
 * @returns False when the old token is gone: somebody else was faster.
 */
export async function replaceRefreshToken(
  tx: Queries,
  old: Pick<StoredRefreshToken, 'uid' | 'tokenHash'>,
  replacement: { tokenHash: string; scope: string; now: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('refresh_tokens')
    .set({ token_hash: replacement.tokenHash, scope: replacement.scope, last_used_at: replacement.now })
    .where('token_hash', '=', old.tokenHash)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await tx
    .updateTable('access_tokens')
    .set({ refresh_token_hash: replacement.tokenHash })
    .where('uid', '=', old.uid)
    .where('refresh_token_hash', '=', old.tokenHash)
    .execute();
  return true;
}

/**
 * Forgets refresh tokens that the same session got for the same purpose before and that no device is registered with:
 * ffsclient asks for a new one whenever its access token runs out and drops the old one (accounts.md §5.3). Their access
 * tokens live on with the session.
 *
 * @param tx - A transaction that holds the session.
 */
export async function deleteSuperseded(
  tx: Queries,
  token: { uid: string; sessionIdHash: string; clientId: string; scope: string },
): Promise<void> {
  const superseded = await tx
    .selectFrom('refresh_tokens')
    .leftJoin('devices', 'devices.refresh_token_hash', 'refresh_tokens.token_hash')
    .select('token_hash')
    .where('refresh_tokens.uid', '=', token.uid)
    .where('refresh_tokens.session_id_hash', '=', token.sessionIdHash)
    .where('client_id', '=', token.clientId)
    .where('scope', '=', token.scope)
    .where('devices.id', 'is', null)
    .execute();
  if (superseded.length === 0) return;
  const hashes = superseded.map(({ token_hash }) => token_hash);
  await tx
    .updateTable('access_tokens')
    .set({ refresh_token_hash: null })
    .where('uid', '=', token.uid)
    .where('refresh_token_hash', 'in', hashes)
    .execute();
  await tx.deleteFrom('refresh_tokens').where('token_hash', 'in', hashes).execute();
}

/** Client that a refresh token was issued to, even if the account is locked. */
export async function findRefreshTokenClient(db: Queries, tokenHash: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('refresh_tokens')
    .select('client_id')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row?.client_id;
}
