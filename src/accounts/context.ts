import type { Transaction } from 'kysely';
import type { Config } from '../config/config.ts';
import type { ServerKeys } from '../crypto/server-keys.ts';
import type { Database, Queries } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { Logger } from '../log/logger.ts';
import type { Callers } from './callers.ts';
import type { Push } from './device/push.ts';
import type { Guesses } from './guesses.ts';
import type { Limits } from './limits.ts';
import type { Mailer } from './mail/mailer.ts';
import type { PasswordQueue } from './password/password-queue.ts';
import type { SecurityHistory } from './security-history.ts';

/** What accounts must know of an OAuth client. */
export interface ClientFacts {
  name: string;
  /** Scopes that it may be granted at most. */
  scopes: readonly string[];
}

/** Somebody who wants an account. */
export interface SignupRequest {
  email: string;
  /** Code of an invitation, if the person has one. */
  invite?: string;
  /** Answer to the captcha, if there is one. */
  captcha?: string;
  /** Address of the client. */
  address: string;
}

/** Decides who may have an account. All refusals are AccountErrors. */
export interface SignupPolicy {
  /** Refuses those who may not join, before anything costly is done. */
  check(request: SignupRequest): Promise<void>;
  /** Refuses an address that nobody may have here; also for a new primary address. */
  checkAddress(email: string): void;
  /** Takes the place, in the transaction that adds the account. */
  admit(tx: Queries, request: SignupRequest): Promise<{ isAdmin: boolean }>;
}

/** Everything that the account server works with. */
export interface AccountsContext {
  config: Pick<Config, 'publicUrl'>;
  db: Database;
  log: Logger;
  signupPolicy: SignupPolicy;
  limits: Limits;
  callers: Callers;
  guesses: Guesses;
  serverKeys: ServerKeys;
  passwords: PasswordQueue;
  mailer: Mailer;
  /** What happened to each account's safety, for its owner. */
  history: SecurityHistory;
  push: Push;
  /** OAuth clients by id. */
  oauthClients: ReadonlyMap<string, ClientFacts>;
  /** Ends the account's use of Sync, as a part of the transaction that deletes the account; gives its storage uids. */
  retireSyncUsers(tx: Transaction<Schema>, uid: string): Promise<number[]>;
  /** Revokes the storage tokens of the account, as a part of the transaction that ends somebody's access. */
  revokeSyncTokens(tx: Transaction<Schema>, uid: string): Promise<void>;
  /** Lets all workers know at once that storage tokens were revoked, after the commit. Never throws. */
  announceRevocation(): Promise<void>;
  /** Deletes the data of storage uids; the purge does it again later, for what was still in flight or has failed here. */
  deleteSyncData(uids: number[]): Promise<void>;
  now: () => number;
}
