import type { ExpressionBuilder } from 'kysely';
import type { Queries } from '../../database/database.ts';
import type { Schema } from '../../database/schema.ts';

const isPhone = (eb: ExpressionBuilder<Schema, 'devices'>) =>
  eb('session_id_hash', 'is', null).and('refresh_token_hash', 'is not', null);
const tables = ['account_tokens', 'oauth_codes', 'access_tokens'] as const;

/**
 * Ends all sessions and refresh tokens of an account, so that by then whatever their holders were adding is there to be
 * deleted, and nothing more can come. A deletion that waits for somebody who adds a session with the help of another one does
 * not see the new row when that belongs before the place where it waits; so it is repeated until nothing is found.
 *
 * @param tx - A transaction that has changed the account's row.
 */
export async function endAllHolders(tx: Queries, uid: string): Promise<void> {
  for (const table of ['sessions', 'refresh_tokens'] as const) {
    let deleted: bigint;
    do {
      deleted = (await tx.deleteFrom(table).where('uid', '=', uid).executeTakeFirst()).numDeletedRows;
    } while (deleted > 0n);
  }
}

/**
 * Signs an account out everywhere, after its password was set: sessions, tokens of every kind, and devices. The record of a
 * desktop stays without an owner, listed nowhere, until that browser signs in again: Firefox keeps its device id, and unless
 * it is asked to registers nothing (see the route `device-list`).
 *
 * @param tx - A transaction.
 * @param keptDeviceId - A device that stays with its waiting commands; the caller gives it a new owner.
 */
export async function revokeAll(tx: Queries, uid: string, keptDeviceId: string | null = null): Promise<void> {
  await endAllHolders(tx, uid);
  for (const table of tables) await tx.deleteFrom(table).where('uid', '=', uid).execute();
  const kept = keptDeviceId ?? '';
  await tx.deleteFrom('device_commands').where('uid', '=', uid).where('device_id', '<>', kept).execute();
  await tx.deleteFrom('devices').where('uid', '=', uid).where('id', '<>', kept).where(isPhone).execute();
  await tx
    .updateTable('devices')
    .set({ session_id_hash: null, push_callback: null, push_public_key: null, push_auth_key: null })
    .where('uid', '=', uid)
    .where('id', '<>', kept)
    .execute();
}
