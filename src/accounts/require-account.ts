import type { Request } from 'express';
import { clientNetwork } from '../http/client-network.ts';
import { AccountError } from '../http/errors/account-error.ts';
import type { AccountsContext } from './context.ts';
import { type Account, findAccount, findAccountByEmail } from './store/accounts.ts';

/**
 * Finds an account by its address. The protocol tells who has one (errno 102), so asking is limited per client address.
 *
 * @throws {AccountError} 400/102, or 429/114.
 */
export async function requireAccountByEmail(ctx: AccountsContext, request: Request, email: string): Promise<Account> {
  const account = await findAccountByEmail(ctx.db.query, email);
  if (account) return account;
  await ctx.limits.spend('unknownFromAddress', clientNetwork(request));
  throw AccountError.unknownAccount(email);
}

/**
 * Finds the account of a credential.
 *
 * @throws {AccountError} 401/110 when it has just been deleted.
 */
export async function requireAccount(ctx: AccountsContext, uid: string): Promise<Account> {
  const account = await findAccount(ctx.db.query, uid);
  if (!account) throw AccountError.invalidToken();
  return account;
}
