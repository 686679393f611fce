import type { Queries } from '../database/database.ts';
import { AccountError } from '../http/errors/account-error.ts';
import type { AccountsContext } from './context.ts';
import { countAccountsLocked, normalizeEmail } from './store/accounts.ts';

/**
 * Refuses those who may not have an account, before anything costly is done.
 *
 * @throws {AccountError} 403/202, for good and so without Retry-After (accounts.md §3.7).
 */
export function checkAdmission({ config }: Pick<AccountsContext, 'config'>, email: string): void {
  if (config.signups === 'closed') {
    throw AccountError.notEnabled('Sign-ups are closed on this server. Ask its administrator for an account.');
  }
  checkAllowed({ config }, email);
}

/** Refuses addresses that the allow-list (FOXDEN_ALLOW) doesn't have; also when the primary address changes. */
export function checkAllowed({ config }: Pick<AccountsContext, 'config'>, email: string): void {
  if (config.allow.length === 0) return;
  const address = normalizeEmail(email);
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const allowed = config.allow.some((entry) => {
    const wanted = entry.toLowerCase().replace(/^@/, '');
    return wanted === address || wanted === domain;
  });
  if (!allowed) {
    throw AccountError.notEnabled('This address may not have an account here. Ask the administrator to allow it.');
  }
}

/**
 * Refuses an account more than FOXDEN_MAX_USERS.
 *
 * @param tx - The transaction that adds the account; nobody else adds one until it ends.
 */
export async function checkRoom({ config, now }: Pick<AccountsContext, 'config' | 'now'>, tx: Queries): Promise<void> {
  if (config.maxUsers === null) return;
  if ((await countAccountsLocked(tx, now())) >= config.maxUsers) {
    throw AccountError.notEnabled('This server has no room for another account. Ask its administrator.');
  }
}
