import type { Queries } from '../../database/database.ts';

const tables = [
  'device_commands',
  'devices',
  'sessions',
  'account_tokens',
  'account_codes',
  'totp',
  'recovery_codes',
  'recovery_keys',
  'known_networks',
  'oauth_codes',
  'access_tokens',
  'refresh_tokens',
  'avatars',
  'accounts',
] as const;

/**
 * Deletes an account with everything that account, OAuth and profile servers keep of it.
 *
 * @param tx - A transaction.
 */
export async function deleteAccount(tx: Queries, uid: string): Promise<void> {
  for (const table of tables) await tx.deleteFrom(table).where('uid', '=', uid).execute();
}
