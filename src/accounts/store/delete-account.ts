import type { Queries } from '../../database/database.ts';
import { endAllHolders } from './revoke-all.ts';

const tables = [
  'device_commands',
  'devices',
  'account_tokens',
  'account_codes',
  'totp',
  'recovery_codes',
  'recovery_keys',
  'known_networks',
  'security_history',
  'oauth_codes',
  'access_tokens',
  'avatars',
] as const;

/**
 * Deletes an account with everything that account, OAuth and profile servers keep of it.
 *
 * @param tx - A transaction.
 */
export async function deleteAccount(tx: Queries, uid: string): Promise<void> {
  await tx.deleteFrom('accounts').where('uid', '=', uid).execute();
  await endAllHolders(tx, uid);
  for (const table of tables) await tx.deleteFrom(table).where('uid', '=', uid).execute();
}
