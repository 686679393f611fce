import { randomHex } from '../crypto/random.ts';
import type { Queries } from '../database/database.ts';
import { AccountError } from '../http/errors/account-error.ts';
import { normalAddress } from '../http/mail-address.ts';
import { codeMinutes, issueCode } from './codes.ts';
import type { AccountsContext } from './context.ts';
import { preparePassword } from './password/password.ts';
import { findAccount, insertAccount, updateAccount } from './store/accounts.ts';
import { holdAdministrators } from './store/administrators.ts';
import { listPendingCodes } from './store/codes.ts';
import { deleteAccount } from './store/delete-account.ts';
import { revokeAll } from './store/revoke-all.ts';

/**
 * What an administrator may do to accounts, for the command line and the dashboard.
 *
 * @param ctx - The part of the accounts' context that it takes.
 */
export function createAccountAdministration(
  ctx: Pick<AccountsContext, 'db' | 'now' | 'passwords' | 'mailer' | 'serverKeys'>,
) {
  return {
    /**
     * Makes an account whose address counts as verified; no policy is asked.
     *
     * @param account - `authPW`: the stretched password (accounts.md §4.1), 64 hex characters.
     * @returns The uid, or undefined when somebody has the address already.
     */
    async addAccount(account: { email: string; authPW: string; isAdmin: boolean }): Promise<string | undefined> {
      const { columns } = await preparePassword(ctx, account);
      const now = ctx.now();
      const uid = randomHex(16);
      const added = await insertAccount(ctx.db.query, {
        uid,
        email: account.email,
        normalized_email: normalAddress(account.email),
        kdf_email: account.email,
        email_verified: 1,
        ...columns,
        ka: randomHex(32),
        created_at: now,
        verifier_set_at: now,
        keys_changed_at: now,
        profile_changed_at: now,
        locale: null,
        display_name: null,
        is_admin: account.isAdmin ? 1 : 0,
        disabled_at: null,
      });
      return added ? uid : undefined;
    },

    /** Makes a code with which the person can set a new password on the page for forgotten ones. */
    async issueResetCode(uid: string): Promise<{ code: string; minutes: number }> {
      const code = await ctx.db.transaction((tx) => issueCode(ctx, tx, uid, 'forgot-otp', { readable: false }));
      return { code, minutes: codeMinutes('forgot-otp') };
    },

    /** Lists codes that wait to be handed out, as there is no mail. */
    listPendingCodes: () => listPendingCodes(ctx.db, ctx.now()),

    /** Ends all sessions and tokens of an account; its password and data stay. */
    async endAccess(tx: Queries, uid: string): Promise<void> {
      const account = await findAccount(tx, uid);
      if (!account) throw AccountError.unknownAccount();
      // The row is changed first, so that whoever adds a session meanwhile is either seen below or waits.
      await updateAccount(tx, uid, { profile_changed_at: Math.max(ctx.now(), account.profile_changed_at + 1) });
      await revokeAll(tx, uid);
    },

    deleteAccount,
    holdAdministrators,
  };
}
