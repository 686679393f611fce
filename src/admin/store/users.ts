import type { Queries } from '../../database/database.ts';
import { keptAddresses } from '../../http/mail-address.ts';

/** An account as its administrator sees it. Times are ms. */
export interface UserSummary {
  uid: string;
  email: string;
  isAdmin: boolean;
  createdAt: number;
  disabledAt: number | null;
  /** Last use of any session or refresh token; null: never. */
  lastUsedAt: number | null;
  devices: number;
}

/** Lists all accounts, oldest first. One statement. */
export async function listUsers(db: Queries): Promise<UserSummary[]> {
  const rows = await db
    .selectFrom('accounts')
    .select(['uid', 'email', 'is_admin', 'created_at', 'disabled_at'])
    .select((eb) => [
      eb
        .selectFrom('sessions')
        .whereRef('sessions.uid', '=', 'accounts.uid')
        .select((e) => e.fn.max('last_access_at').as('at'))
        .as('session_used_at'),
      eb
        .selectFrom('refresh_tokens')
        .whereRef('refresh_tokens.uid', '=', 'accounts.uid')
        .select((e) => e.fn.max('last_used_at').as('at'))
        .as('token_used_at'),
      eb
        .selectFrom('devices')
        .whereRef('devices.uid', '=', 'accounts.uid')
        .where(({ eb, or }) =>
          or([eb('devices.session_id_hash', 'is not', null), eb('devices.refresh_token_hash', 'is not', null)]),
        )
        .select((e) => e.fn.countAll<number>().as('n'))
        .as('devices'),
    ])
    .orderBy('created_at')
    .orderBy('uid')
    .execute();
  return rows.map((row) => ({
    uid: row.uid,
    email: row.email,
    isAdmin: row.is_admin === 1,
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
    lastUsedAt: Math.max(Number(row.session_used_at ?? 0), Number(row.token_used_at ?? 0)) || null,
    devices: Number(row.devices ?? 0),
  }));
}

/** What an administrator may change of an account, as stored. */
export interface UserRow {
  uid: string;
  email: string;
  is_admin: number;
  disabled_at: number | null;
}

/**
 * Finds an account by its address, in any capitals, or by its uid.
 *
 * @param name - What the administrator has typed.
 */
export async function findUser(db: Queries, name: string): Promise<UserRow | undefined> {
  return db
    .selectFrom('accounts')
    .select(['uid', 'email', 'is_admin', 'disabled_at'])
    .where(name.includes('@') ? 'normalized_email' : 'uid', 'in', keptAddresses(name))
    .executeTakeFirst();
}

/** Returns true when any account that isn't locked is an administrator's. */
export async function hasAdmin(db: Queries): Promise<boolean> {
  const row = await db
    .selectFrom('accounts')
    .select('uid')
    .where('is_admin', '=', 1)
    .where('disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Changes what only an administrator may change of an account. */
export async function updateUser(
  db: Queries,
  uid: string,
  changes: { is_admin?: number; disabled_at?: number | null },
): Promise<void> {
  await db.updateTable('accounts').set(changes).where('uid', '=', uid).execute();
}

/** Revokes all access tokens of an account. */
export async function deleteAccessTokens(db: Queries, uid: string): Promise<void> {
  await db.deleteFrom('access_tokens').where('uid', '=', uid).execute();
}
