import * as sessionStore from './accounts/store/sessions.ts';
import type { Config } from './config/config.ts';
import type { Secrets } from './config/secrets.ts';
import { type Database, openDatabase, type StatementListener } from './database/database.ts';
import type { Logger } from './log/logger.ts';
import { createAccessTokenOpener } from './oauth/open-access-token.ts';
import type { StoredAccessToken } from './oauth/store/access-tokens.ts';
import type { AccessTokenVerifier } from './token/access-token.ts';
import { embeddedVerifier } from './token/verifiers/embedded.ts';

/** Everything a process of Foxden works with, built once. Each service declares the part of it that it needs. */
export interface Context {
  config: Config;
  secrets: Secrets;
  log: Logger;
  db: Database;
  /** Making and ending sessions and what is bound to them, for services that issue tokens. */
  sessions: Pick<typeof sessionStore, 'createSession' | 'destroySession' | 'destroyRefreshToken' | 'moveDevice'>;
  /** Tells the time in ms; tests replace it. */
  now: () => number;
  /** Tells whose access token it is, whoever keeps the accounts. */
  accessTokens: AccessTokenVerifier;
  /** Tells what an access token of our own stands for, with its account; undefined when it isn't good. */
  openAccessToken: (token: string) => Promise<StoredAccessToken | undefined>;
  close(): Promise<void>;
}

/** What the context is built from; tests also pass replacements for single parts. */
export interface ContextOptions {
  config: Config;
  secrets: Secrets;
  log: Logger;
  onStatement?: StatementListener;
  now?: () => number;
}

/** Builds the context. Opens the database, but touches no table. */
export function createContext({ config, secrets, log, onStatement, now = Date.now }: ContextOptions): Context {
  const db = openDatabase(config.database, onStatement);
  return {
    config,
    secrets,
    log,
    db,
    sessions: sessionStore,
    accessTokens: embeddedVerifier({ secrets, now }),
    openAccessToken: createAccessTokenOpener({ config, secrets, db, now }),
    now,
    close: () => db.close(),
  };
}
