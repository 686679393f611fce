import type { Transaction } from 'kysely';
import type { Config } from '../config/config.ts';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';

/** What invitations, sign-up policy and user administration work with. */
export interface AdminContext {
  config: Pick<Config, 'publicUrl' | 'dataDir' | 'signups' | 'maxUsers' | 'allow' | 'captcha'>;
  db: Database;
  /** Tells the time in ms. */
  now: () => number;
}

/** What administering users needs of the services that keep things of them. */
export interface UserAdminContext extends AdminContext {
  /** Deletes what accounts, OAuth and profile keep of an account. */
  deleteAccount(tx: Transaction<Schema>, uid: string): Promise<void>;
  /** Lets the purge remove what sync storage keeps of an account. */
  retireSyncUsers(tx: Transaction<Schema>, uid: string): Promise<unknown>;
}
