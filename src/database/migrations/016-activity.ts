import { ascii, type Migration, mariadbTable } from './migration.ts';

// What the administrator's charts show, a row for each step of each resolution, and what an administrator was told already.
export const activity: Migration = {
  id: 16,
  name: 'activity',
  sqlite: [
    `CREATE TABLE IF NOT EXISTS activity_samples (
      minutes INTEGER NOT NULL, at INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (minutes, at)
    ) WITHOUT ROWID`,
    'CREATE TABLE IF NOT EXISTS told_notices (name TEXT NOT NULL PRIMARY KEY, told_at INTEGER NOT NULL) WITHOUT ROWID',
  ],
  mariadb: [
    `CREATE TABLE IF NOT EXISTS activity_samples (
      minutes INT NOT NULL, at BIGINT NOT NULL, data MEDIUMTEXT NOT NULL, PRIMARY KEY (minutes, at)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS told_notices (
      name ${ascii(100)} NOT NULL PRIMARY KEY, told_at BIGINT NOT NULL
    ) ${mariadbTable}`,
  ],
};
