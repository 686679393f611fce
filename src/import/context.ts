import type { Config } from '../config/config.ts';
import type { Database } from '../database/database.ts';

/** What an import works with: the Foxden that takes the data over. */
export interface ImportContext {
  config: Pick<Config, 'accounts' | 'publicUrl'>;
  db: Database;
  /** The `email` of the token server's row for an account uid, as this Foxden writes it. */
  userEmail(accountUid: string): string;
  /** Tells the time in ms. */
  now(): number;
}
