import type { Config } from '../../config/config.ts';
import type { DatabaseEngine } from './engine.ts';
import { mariadbEngine } from './mariadb.ts';
import { sqliteEngine } from './sqlite.ts';

/** The engine of the database that the configuration names. Opens nothing. */
export const engineOf = (config: Config['database']): DatabaseEngine =>
  config.engine === 'sqlite' ? sqliteEngine(config.file) : mariadbEngine(config.url);
