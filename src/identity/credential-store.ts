import type { ExpressionBuilder, Selectable } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { AccountTable } from '../database/tables/accounts.ts';
import type { AccountFacts, RefreshTokenCredential, SessionCredential } from './credential.ts';

const accountColumns = [
  'accounts.email',
  'accounts.email_verified',
  'accounts.created_at as account_created_at',
  'accounts.verifier_set_at',
  'accounts.keys_changed_at',
  'accounts.profile_changed_at',
  'accounts.locale',
  'accounts.display_name',
  'accounts.is_admin',
] as const;

type AccountRow = Pick<
  Selectable<AccountTable>,
  | 'uid'
  | 'email'
  | 'email_verified'
  | 'verifier_set_at'
  | 'keys_changed_at'
  | 'profile_changed_at'
  | 'locale'
  | 'display_name'
  | 'is_admin'
> & { account_created_at: number };

const accountFacts = (row: AccountRow): AccountFacts => ({
  uid: row.uid,
  email: row.email,
  emailVerified: row.email_verified === 1,
  accountCreatedAt: row.account_created_at,
  verifierSetAt: row.verifier_set_at,
  keysChangedAt: row.keys_changed_at,
  profileChangedAt: row.profile_changed_at,
  locale: row.locale,
  displayName: row.display_name,
  isAdmin: row.is_admin === 1,
});

/** A credential as found, with what checking it needs. `lastUsedAt` is ms. */
export interface Found<T> {
  credential: T;
  lastUsedAt: number;
}

/**
 * Finds a session with its account and device in one statement.
 *
 * @param idHash - SHA-256 of the token's id, hex.
 * @returns The credential and its Hawk key (hex), or undefined when unknown or when the account is locked.
 */
export async function findSessionCredential(
  db: Database,
  idHash: string,
): Promise<(Found<SessionCredential> & { hmacKey: string }) | undefined> {
  const row = await db.query
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.uid', 'sessions.uid')
    .leftJoin('devices', 'devices.session_id_hash', 'sessions.id_hash')
    .select(accountColumns)
    .select([
      'sessions.uid',
      'sessions.hmac_key',
      'sessions.created_at',
      'sessions.last_access_at',
      'sessions.auth_at',
      'sessions.verified',
      'sessions.verification_method',
      'sessions.devices_listed_at',
      'sessions.quiet_polls_until',
      'devices.id as device_id',
    ])
    .where('sessions.id_hash', '=', idHash)
    .where(isEnabled)
    .executeTakeFirst();
  if (!row) return undefined;
  const credential: SessionCredential = {
    kind: 'session',
    ...accountFacts(row),
    sessionIdHash: idHash,
    deviceId: row.device_id,
    verified: row.verified === 1,
    verificationMethod: row.verification_method,
    sessionCreatedAt: row.created_at,
    authAt: row.auth_at,
    devicesListedAt: row.devices_listed_at,
    quietPollsUntil: row.quiet_polls_until,
  };
  return { credential, hmacKey: row.hmac_key, lastUsedAt: row.last_access_at };
}

/**
 * Finds a refresh token with its account and device in one statement.
 *
 * @param tokenHash - SHA-256 of the token, hex.
 * @returns The credential, or undefined when unknown or when the account is locked.
 */
export async function findRefreshTokenCredential(
  db: Database,
  tokenHash: string,
): Promise<Found<RefreshTokenCredential> | undefined> {
  const row = await db.query
    .selectFrom('refresh_tokens')
    .innerJoin('accounts', 'accounts.uid', 'refresh_tokens.uid')
    .leftJoin('devices', 'devices.refresh_token_hash', 'refresh_tokens.token_hash')
    .select(accountColumns)
    .select([
      'refresh_tokens.uid',
      'refresh_tokens.client_id',
      'refresh_tokens.scope',
      'refresh_tokens.last_used_at',
      'devices.id as device_id',
    ])
    .where('refresh_tokens.token_hash', '=', tokenHash)
    .where(isEnabled)
    .executeTakeFirst();
  if (!row) return undefined;
  const credential: RefreshTokenCredential = {
    kind: 'refreshToken',
    ...accountFacts(row),
    refreshTokenHash: tokenHash,
    deviceId: row.device_id,
    clientId: row.client_id,
    scope: row.scope,
  };
  return { credential, lastUsedAt: row.last_used_at };
}

const isEnabled = (eb: ExpressionBuilder<Schema, 'accounts'>) => eb('accounts.disabled_at', 'is', null);

/** Notes that a session was used at `now` (ms). */
export async function touchSession(db: Database, idHash: string, now: number): Promise<void> {
  await db.query.updateTable('sessions').set({ last_access_at: now }).where('id_hash', '=', idHash).execute();
}

/** Notes that a refresh token was used at `now` (ms). */
export async function touchRefreshToken(db: Database, tokenHash: string, now: number): Promise<void> {
  await db.query.updateTable('refresh_tokens').set({ last_used_at: now }).where('token_hash', '=', tokenHash).execute();
}
