import { AccountError } from '../../http/errors/account-error.ts';
import type { SessionCredential } from '../../identity/credential.ts';
import { findUser, type UserRow } from '../store/users.ts';
import type { Condition } from '../users.ts';
import { onlyAdministrators } from './authorize.ts';
import type { DashboardContext } from './context.ts';

const uidPattern = /^[0-9a-f]{32}$/;

/**
 * Finds the account that something is to be done to.
 *
 * @throws {AccountError} 400/102 when there is none.
 */
export async function requireAccount({ db }: DashboardContext, uid: string): Promise<UserRow> {
  const user = uidPattern.test(uid) ? await findUser(db.query, uid) : undefined;
  if (!user) throw AccountError.unknownAccount();
  return user;
}

/**
 * The same for what would lock the administrator out who does it: there is the settings page for one's own account.
 *
 * @throws {AccountError} 400/102, and 400/107 for one's own account.
 */
export async function requireOther(ctx: DashboardContext, by: SessionCredential, uid: string): Promise<UserRow> {
  const user = await requireAccount(ctx, uid);
  if (user.uid === by.uid) {
    throw AccountError.invalidParameter({ keys: ['uid'], message: 'Not to the account that you use yourself' });
  }
  return user;
}

/**
 * For changes that could leave nobody in charge, or put somebody there: whoever acts must be an administrator still when it
 * happens. As nobody does such a thing to themselves, one always remains.
 *
 * @returns The condition, which throws 403/202.
 */
export const whileAdministrator =
  ({ accountAdministration }: DashboardContext, by: SessionCredential): Condition =>
  async (tx) => {
    const able = await accountAdministration.holdAdministrators(tx);
    if (!able.includes(by.uid)) throw AccountError.notEnabled(onlyAdministrators);
  };
