import type { Transaction } from 'kysely';
import type { Config } from '../config/config.ts';
import type { Schema } from '../database/schema.ts';
import { TokenError } from '../http/errors/token-error.ts';
import type { TokenContext } from './context.ts';
import { lockUser } from './store/lock.ts';
import { countAccounts } from './store/users.ts';

/**
 * Checks an account of another account server against the allow-list; our own accounts were checked when they were made.
 *
 * @param uid - Account uid, 32 hex characters.
 * @throws {TokenError} 403 new-users-disabled.
 */
export function checkAllowed({ accounts, allow }: Pick<Config, 'accounts' | 'allow'>, uid: string): void {
  if (accounts.mode === 'embedded' || allow.length === 0) return;
  if (!allow.some((allowed) => allowed.toLowerCase() === uid.toLowerCase())) throw TokenError.newUsersDisabled();
}

/**
 * Checks that one more account of another account server may use this one, and keeps others from being counted at the same
 * time until the transaction ends.
 *
 * @throws {TokenError} 403 new-users-disabled.
 */
export async function checkRoom(ctx: TokenContext, tx: Transaction<Schema>, service: number): Promise<void> {
  const { accounts, maxUsers, signups } = ctx.config;
  if (accounts.mode === 'embedded') return;
  if (signups === 'closed') throw TokenError.newUsersDisabled();
  if (maxUsers === null) return;
  await lockUser(ctx.db.engine, tx, service, '');
  if ((await countAccounts(tx, service)) >= maxUsers) throw TokenError.newUsersDisabled();
}
