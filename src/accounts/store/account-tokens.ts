import type { Selectable } from 'kysely';
import { randomHex, sha256Hex } from '../../crypto/random.ts';
import { deriveToken } from '../../crypto/token-derivation.ts';
import type { Queries } from '../../database/database.ts';
import type { AccountTokenTable } from '../../database/tables/accounts.ts';

/** A token for one call, as stored. */
export type AccountToken = Selectable<AccountTokenTable>;
export type AccountTokenKind = AccountToken['kind'];

/** How long each kind is good, ms (accounts.md §3.2). */
export const tokenLifetime: Record<AccountTokenKind, number> = {
  keyFetchToken: 60 * 60_000,
  accountResetToken: 15 * 60_000,
  passwordForgotToken: 60 * 60_000,
  passwordChangeToken: 15 * 60_000,
};

/**
 * Makes a token.
 *
 * @param token - `data` is kept with it; `sessionIdHash` names a session that must be verified first; `token` is given when
 *   `data` depends on it.
 * @returns The token, 64 hex characters, which is stored nowhere.
 */
export async function createAccountToken(
  db: Queries,
  kind: AccountTokenKind,
  token: { uid: string; now: number; data?: string; sessionIdHash?: string | null; token?: string },
): Promise<string> {
  const value = token.token ?? randomHex(32);
  const { id, reqHmacKey } = deriveToken(value, kind);
  await db
    .insertInto('account_tokens')
    .values({
      id_hash: sha256Hex(id),
      kind,
      uid: token.uid,
      hmac_key: reqHmacKey.toString('hex'),
      session_id_hash: token.sessionIdHash ?? null,
      data: token.data ?? null,
      created_at: token.now,
      expires_at: token.now + tokenLifetime[kind],
    })
    .execute();
  return value;
}

/** Finds a token that hasn't run out, by the SHA-256 of its id; undefined also when the account is locked. */
export function findAccountToken(
  db: Queries,
  kind: AccountTokenKind,
  idHash: string,
  now: number,
): Promise<AccountToken | undefined> {
  return db
    .selectFrom('account_tokens')
    .innerJoin('accounts', 'accounts.uid', 'account_tokens.uid')
    .selectAll('account_tokens')
    .where('id_hash', '=', idHash)
    .where('kind', '=', kind)
    .where('expires_at', '>', now)
    .where('accounts.disabled_at', 'is', null)
    .executeTakeFirst();
}

/**
 * Uses a token up.
 *
 * @returns False when somebody else was faster.
 */
export async function useUpAccountToken(db: Queries, idHash: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('account_tokens').where('id_hash', '=', idHash).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Deletes the tokens of an account, all or those of one kind. */
export async function deleteAccountTokens(db: Queries, uid: string, kind?: AccountTokenKind): Promise<void> {
  const all = db.deleteFrom('account_tokens').where('uid', '=', uid);
  await (kind ? all.where('kind', '=', kind) : all).execute();
}
