import type { Queries } from '../../database/database.ts';

const tables = ['sessions', 'account_tokens', 'oauth_codes', 'access_tokens', 'refresh_tokens'] as const;

/**
 * Signs an account out everywhere, after its password was set: sessions, tokens of every kind, and devices.
 *
 * @param tx - A transaction.
 * @param keptDeviceId - A device that stays with its waiting commands; the caller gives it a new owner.
 */
export async function revokeAll(tx: Queries, uid: string, keptDeviceId: string | null = null): Promise<void> {
  for (const table of tables) await tx.deleteFrom(table).where('uid', '=', uid).execute();
  const kept = keptDeviceId ?? '';
  await tx.deleteFrom('device_commands').where('uid', '=', uid).where('device_id', '<>', kept).execute();
  await tx.deleteFrom('devices').where('uid', '=', uid).where('id', '<>', kept).execute();
}
