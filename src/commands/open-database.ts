import { type Config, createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { createLogger } from '../log/logger.ts';
import { openDataDir, prepareDatabase } from '../supervisor/prepare.ts';

/**
 * Opens the database that the settings name, for a command that works on it directly; its schema is brought up to date and
 * keys are made first, as a start of the server would.
 *
 * @param env - Environment variables with the settings.
 * @param work - Gets the configuration and the database, which is closed afterwards.
 * @returns What `work` returned.
 * @throws {ConfigError | StartError} When settings or database can't be used, in words.
 */
export async function withDatabase<T>(
  env: NodeJS.ProcessEnv,
  work: (config: Config, db: Database) => Promise<T>,
): Promise<T> {
  const config = createConfig(readEnv(env));
  openDataDir(config);
  const log = createLogger(({ message }) => console.error(message), 'warn');
  await prepareDatabase(config, log);
  const db = openDatabase(config.database);
  try {
    return await work(config, db);
  } finally {
    await db.close();
  }
}
