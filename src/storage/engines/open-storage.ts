import type { Config } from '../../config/config.ts';
import type { StorageEngine } from '../engine.ts';
import { openMariadbStorage } from './mariadb/mariadb-engine.ts';
import type { EngineSettings } from './settings.ts';
import { openSqliteStorage } from './sqlite/sqlite-engine.ts';

/** Opens sync storage on the database that the configuration names. Touches no table. */
export function openStorage(config: Config['database'], settings: EngineSettings): StorageEngine {
  return config.engine === 'sqlite'
    ? openSqliteStorage(config.file, settings)
    : openMariadbStorage(config.url, settings);
}
