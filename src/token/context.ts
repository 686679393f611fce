import type { Config } from '../config/config.ts';
import type { Secrets } from '../config/secrets.ts';
import type { Database } from '../database/database.ts';
import type { Announcer } from '../http/announcements.ts';
import type { Logger } from '../log/logger.ts';
import type { AccessTokenVerifier } from './access-token.ts';

/** What the token server works with. */
export interface TokenContext {
  config: Config;
  secrets: Secrets;
  db: Database;
  log: Logger;
  /** What the owner has the server tell its clients. */
  announcer: Announcer;
  /** Tells the time in ms. */
  now(): number;
  accessTokens: AccessTokenVerifier;
}
