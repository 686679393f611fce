import { ascii, type Migration, mariadbTable } from './migration.ts';

export const foundation: Migration = {
  id: 1,
  name: 'foundation',
  sqlite: [
    'CREATE TABLE IF NOT EXISTS foxden_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
    `CREATE TABLE IF NOT EXISTS foxden_leases (
      name TEXT PRIMARY KEY, holder TEXT NOT NULL, expires_at INTEGER NOT NULL
    ) WITHOUT ROWID`,
  ],
  mariadb: [
    `CREATE TABLE IF NOT EXISTS foxden_meta (
      name ${ascii(64)} NOT NULL PRIMARY KEY, value TEXT NOT NULL
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS foxden_leases (
      name ${ascii(64)} NOT NULL PRIMARY KEY, holder ${ascii(64)} NOT NULL, expires_at BIGINT NOT NULL
    ) ${mariadbTable}`,
  ],
};
