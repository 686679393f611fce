import type { Config } from '../config/config.ts';
import type { Secrets } from '../config/secrets.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../log/logger.ts';

/** What the services of Sync 1.1 need of the process's context. */
export interface LegacyContext {
  config: Pick<Config, 'publicUrl' | 'legacy' | 'quotaBytes' | 'mail' | 'captcha' | 'signups'>;
  secrets: Pick<Secrets, 'masterSecrets'>;
  db: Database;
  log: Logger;
  /** Milliseconds. */
  now: () => number;
}
