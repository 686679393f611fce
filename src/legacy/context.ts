import type { Request } from 'express';
import type { Transaction } from 'kysely';
import type { Config } from '../config/config.ts';
import type { Secrets } from '../config/secrets.ts';
import type { ServerKeys } from '../crypto/server-keys.ts';
import type { Database, Queries } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { Announcer } from '../http/announcements.ts';
import type { Logger } from '../log/logger.ts';
import type { Authenticate } from './auth/authenticate.ts';
import type { LegacyCaptcha } from './captcha/captcha.ts';
import type { StoragePort } from './storage/port.ts';

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

/** What the services of Sync 1.1 need of the process's context. */
export interface LegacyContext {
  config: Pick<Config, 'publicUrl' | 'legacy' | 'legacySecret' | 'quotaBytes' | 'captcha' | 'signups' | 'limits'>;
  secrets: Pick<Secrets, 'masterSecrets'>;
  db: Database;
  log: Logger;
  serverKeys: ServerKeys;
  /** Checks who sends a request. */
  legacyAuth: Authenticate;
  /** Tells people from programs, in a frame that a browser of 2013 can show; null when nobody is asked. */
  legacyCaptcha: LegacyCaptcha | null;
  /** Stretches passwords, a few at a time; what it throws when too many wait is a WireError of status 503. */
  passwords: PasswordStretcher;
  /** Counts tries at passwords, for each caller apart. */
  guesses: {
    password(request: Request, uid: string): Promise<{ wasRight(): Promise<void> }>;
  };
  /** Remembers from which network somebody has proved to be the owner of an account. */
  callers: { remember(request: Request, uid: string, options?: { cookie: boolean }): Promise<void> };
  /** Counters against flooding; what `spend` throws is a WireError of status 429 with Retry-After. */
  limits: { spend(name: LimitName, key: string, uid?: string): Promise<number> };
  /** Decides who may have an account; its refusals are AccountErrors. */
  legacySignups: {
    check(request: SignupRequest): Promise<void>;
    checkAddress(email: string): void;
    admit(tx: Queries, request: SignupRequest): Promise<{ isAdmin: boolean }>;
  };
  /** Ends what was proved before by an account's password, as a part of the transaction that changes it. */
  revokeSyncTokens(tx: Transaction<Schema>, uid: string): Promise<void>;
  /** Lets all workers know of that at once, after the commit. */
  announceRevocation(): Promise<void>;
  /** Returns true when what was proved under a number still counts. */
  revocations: { check(uid: string, generation: number): 'good' | 'revoked' | 'unknown' };
  mailer: {
    readonly works: boolean;
    send(
      to: { uid: string; email: string; locale: string | null },
      kind: 'legacyReset',
      facts: { link: string; hours: number },
    ): Promise<void>;
  };
  storage: StoragePort;
  /** What the owner has the server tell its clients. */
  announcer: Announcer;
  /** How long a client may take for a download, ms. */
  downloads: { stall: number; total: number };
  /** Milliseconds. */
  now: () => number;
}

type LimitName = 'legacyLookups' | 'signupFromAddress' | 'unknownFromAddress' | 'mailFromAddress' | 'mailByStrangers';

/** As accounts.md §4.3 stretches them. */
export interface PasswordStretcher {
  stretch(authPW: string, authSalt: string, cost: number): Promise<{ verifyHash: string }>;
  /** Does other work that takes as much, in the same line. */
  run<T>(work: () => Promise<T>): Promise<T>;
}
