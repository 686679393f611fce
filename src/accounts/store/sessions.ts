import { sql } from 'kysely';
import type { Queries } from '../../database/database.ts';

/**
 * Keeps a session from ending until the transaction does, so that nothing is issued that its end would have revoked. The lock
 * is a row that is changed (architecture.md §4).
 *
 * @param tx - A transaction.
 * @param now - ms; counts as a use of the session.
 * @returns False when the session has ended.
 */
export async function holdSession(tx: Queries, sessionIdHash: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('sessions')
    .set({ last_access_at: laterThan('last_access_at', now) })
    .where('id_hash', '=', sessionIdHash)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** As {@link holdSession}, for a refresh token named by its SHA-256. */
export async function holdRefreshToken(tx: Queries, tokenHash: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('refresh_tokens')
    .set({ last_used_at: laterThan('last_used_at', now) })
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

// Always another value: two nodes of a Galera cluster only collide on a row that really changes.
const laterThan = (column: 'last_access_at' | 'last_used_at', now: number) =>
  sql<number>`CASE WHEN ${sql.ref(column)} < ${now} THEN ${now} ELSE ${sql.ref(column)} + 1 END`;

/**
 * Ends a session with everything bound to it: its device with waiting commands, access tokens, codes it has authorised, and
 * the refresh tokens of the same program. A phone's refresh token is not bound to the session of the page that authorised it,
 * which is closed soon after.
 *
 * @param tx - A transaction.
 * @param sessionIdHash - SHA-256 of the session's id, hex.
 * @returns False when there was no such session of this account.
 */
export async function destroySession(tx: Queries, uid: string, sessionIdHash: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('sessions')
    .where('id_hash', '=', sessionIdHash)
    .where('uid', '=', uid)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return false;
  const device = await tx
    .selectFrom('devices')
    .select('id')
    .where('session_id_hash', '=', sessionIdHash)
    .executeTakeFirst();
  if (device) await deleteDeviceRow(tx, device.id);
  await tx.deleteFrom('access_tokens').where('uid', '=', uid).where('session_id_hash', '=', sessionIdHash).execute();
  await tx.deleteFrom('oauth_codes').where('uid', '=', uid).where('session_id_hash', '=', sessionIdHash).execute();
  const tokens = await tx
    .selectFrom('refresh_tokens')
    .select('token_hash')
    .where('uid', '=', uid)
    .where('session_id_hash', '=', sessionIdHash)
    .execute();
  for (const token of tokens) await destroyRefreshToken(tx, token.token_hash);
  return true;
}

/**
 * Ends a refresh token with its access tokens, its device and the commands waiting for that (accounts.md §5.8), and with the
 * session that a phone got along with it.
 *
 * @param tx - A transaction.
 * @param tokenHash - SHA-256 of the token, hex.
 * @returns False when there was no such token.
 */
export async function destroyRefreshToken(tx: Queries, tokenHash: string): Promise<boolean> {
  // Deleted first: what somebody adds who holds it is there to be found after that.
  const token = await tx
    .deleteFrom('refresh_tokens')
    .where('token_hash', '=', tokenHash)
    .returning(['uid', 'session_id_hash', 'owns_session'])
    .executeTakeFirst();
  if (!token) return false;
  await tx
    .deleteFrom('access_tokens')
    .where('uid', '=', token.uid)
    .where('refresh_token_hash', '=', tokenHash)
    .execute();
  const device = await tx
    .selectFrom('devices')
    .select('id')
    .where('refresh_token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (device) await deleteDeviceRow(tx, device.id);
  if (token.owns_session === 1) await destroySession(tx, token.uid, token.session_id_hash!);
  return true;
}

/**
 * Hands a device over to the refresh token that replaces its old one (token exchange, accounts.md §5.3).
 *
 * @param tx - A transaction.
 * @returns False when the old token had no device.
 */
export async function moveDevice(tx: Queries, fromTokenHash: string, toTokenHash: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('devices')
    .set({ refresh_token_hash: toTokenHash })
    .where('refresh_token_hash', '=', fromTokenHash)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Deletes a device record and the commands waiting for it, but not the token that owns it. */
export async function deleteDeviceRow(tx: Queries, deviceId: string): Promise<void> {
  await tx.deleteFrom('devices').where('id', '=', deviceId).execute();
  await tx.deleteFrom('device_commands').where('device_id', '=', deviceId).execute();
}

/** Returns true when a session exists and is verified. */
export async function findSessionVerified(db: Queries, sessionIdHash: string): Promise<boolean> {
  const row = await db
    .selectFrom('sessions')
    .select('verified')
    .where('id_hash', '=', sessionIdHash)
    .executeTakeFirst();
  return row?.verified === 1;
}

/** Sets when the password was last given (ms), and how far the session is verified. */
export async function refreshSession(
  db: Queries,
  sessionIdHash: string,
  state: { authAt: number; verified: boolean; verificationMethod: string | null },
): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ auth_at: state.authAt, verified: state.verified ? 1 : 0, verification_method: state.verificationMethod })
    .where('id_hash', '=', sessionIdHash)
    .execute();
}

/** Uid of the account that a refresh token belongs to. */
export async function findRefreshTokenOwner(db: Queries, tokenHash: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('refresh_tokens')
    .select('uid')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row?.uid;
}

/** Finds a session of an account with its device. */
export function findSession(
  db: Queries,
  uid: string,
  sessionIdHash: string,
): Promise<{ verified: number; verification_method: string | null; device_id: string | null } | undefined> {
  return db
    .selectFrom('sessions')
    .leftJoin('devices', 'devices.session_id_hash', 'sessions.id_hash')
    .select(['sessions.verified', 'sessions.verification_method', 'devices.id as device_id'])
    .where('sessions.id_hash', '=', sessionIdHash)
    .where('sessions.uid', '=', uid)
    .executeTakeFirst();
}

/** Marks a session as verified, by what and when (ms): whoever it is has just proved to be the owner. */
export async function verifySession(
  db: Queries,
  sessionIdHash: string,
  method: string | null,
  now: number,
): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ verified: 1, verification_method: method, auth_at: now })
    .where('id_hash', '=', sessionIdHash)
    .execute();
}

/** Marks the sessions of an account as verified that wait for its mail address. */
export async function verifySessionsWaitingForMail(db: Queries, uid: string): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ verified: 1 })
    .where('uid', '=', uid)
    .where('verification_method', '=', 'email-otp')
    .execute();
}
