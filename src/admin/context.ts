import type { Transaction } from 'kysely';
import type { Config } from '../config/config.ts';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';

/** What invitations, sign-up policy and user administration work with. */
export interface AdminContext {
  config: Pick<Config, 'publicUrl' | 'dataDir' | 'signups' | 'maxUsers' | 'allow' | 'captcha' | 'legacy'>;
  db: Database;
  /** Tells the time in ms. */
  now: () => number;
}

/** What the account server does for an administrator. */
export interface AccountAdministration {
  /**
   * Makes an account.
   *
   * @param account - `authPW`: the stretched password (accounts.md §4.1), 64 hex characters.
   * @returns The uid, or undefined when somebody has the address already.
   */
  addAccount(account: { email: string; authPW: string; isAdmin: boolean }): Promise<string | undefined>;
  /** Makes a code with which the person can set a new password on the page for forgotten ones. */
  issueResetCode(uid: string): Promise<{ code: string; minutes: number }>;
  /** Lists codes that wait to be handed out, as there is no mail. Times are ms. */
  listPendingCodes(): Promise<{ uid: string; email: string; purpose: string; code: string; expiresAt: number }[]>;
  /** Ends all sessions and tokens of an account, and with them its devices. */
  endAccess(tx: Transaction<Schema>, uid: string): Promise<void>;
  /** Deletes what accounts, OAuth and profile keep of an account. */
  deleteAccount(tx: Transaction<Schema>, uid: string): Promise<void>;
  /** Keeps the administrators as they are until the transaction ends; gives the uids of those who can act. */
  holdAdministrators(tx: Transaction<Schema>): Promise<string[]>;
}

/** What administering users needs of the services that keep things of them. */
export interface UserAdminContext extends AdminContext {
  accountAdministration: AccountAdministration;
  /** Ends the account's use of Sync, as a part of the transaction that deletes the account; gives its storage uids. */
  retireSyncUsers(tx: Transaction<Schema>, uid: string): Promise<number[]>;
  /** Revokes the storage tokens of an account, as a part of the transaction that locks it. */
  revokeSyncTokens(tx: Transaction<Schema>, uid: string): Promise<void>;
  /** Lets all workers know of that at once, after the commit. */
  announceRevocation(): Promise<void>;
  /** Deletes the data of storage uids; the purge does it again later, for what was still in flight or has failed here. */
  deleteSyncData(uids: number[]): Promise<void>;
}
