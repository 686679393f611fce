import type { Transaction } from 'kysely';
import type { Config } from '../config/config.ts';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { Logger } from '../log/logger.ts';
import type { Limits } from './limits.ts';
import type { PasswordQueue } from './password-queue.ts';
import type { Push } from './push.ts';

/** What accounts must know of an OAuth client. */
export interface ClientFacts {
  name: string;
  /** Scopes that it may be granted at most. */
  scopes: readonly string[];
}

/** Everything that the account server works with. */
export interface AccountsContext {
  config: Pick<Config, 'publicUrl' | 'signups' | 'maxUsers' | 'allow'>;
  db: Database;
  log: Logger;
  limits: Limits;
  passwords: PasswordQueue;
  push: Push;
  /** OAuth clients by id. */
  oauthClients: ReadonlyMap<string, ClientFacts>;
  /** Ends the account's use of Sync, as a part of the transaction that deletes the account; its data is purged later. */
  retireSyncUsers(tx: Transaction<Schema>, uid: string): Promise<unknown>;
  now: () => number;
}
