import type { Config } from '../config/config.ts';
import { mariadbSnapshot } from './mariadb-snapshot.ts';
import { sqliteSnapshot } from './sqlite-snapshot.ts';
import type { TableSnapshot } from './table-snapshot.ts';

/**
 * Reads all tables as they are at one moment, while the appliance goes on writing.
 *
 * @param database - Which database; a connection of its own is opened and closed again.
 */
export function snapshot(database: Config['database']): AsyncGenerator<TableSnapshot> {
  return database.engine === 'sqlite' ? sqliteSnapshot(database.file) : mariadbSnapshot(database.url);
}
