import { addColumn, ascii, type Migration, mariadbTable } from './migration.ts';

const keptSince = addColumn('storage_users', 'kept_since', { sqlite: 'INTEGER', mariadb: 'BIGINT' });

// What records were before they were written over or deleted, for those who have switched it on: then `kept_since` is the
// stamp from which on nothing is missing. A version was there from its own stamp until `replaced`.
export const versions: Migration = {
  id: 15,
  name: 'versions',
  sqlite: [
    keptSince.sqlite,
    `CREATE TABLE storage_versions (
      uid INTEGER NOT NULL, collection TEXT NOT NULL, replaced INTEGER NOT NULL, id TEXT NOT NULL,
      modified INTEGER NOT NULL, sortindex INTEGER, payload TEXT, size INTEGER NOT NULL, expiry INTEGER,
      PRIMARY KEY (uid, collection, replaced, id)
    )`,
    'CREATE INDEX storage_versions_replaced ON storage_versions (uid, replaced, size)',
  ],
  mariadb: [
    keptSince.mariadb,
    `CREATE TABLE IF NOT EXISTS storage_versions (
      uid BIGINT NOT NULL, collection ${ascii(32)} NOT NULL, replaced BIGINT NOT NULL, id ${ascii(64)} NOT NULL,
      modified BIGINT NOT NULL, sortindex INT, payload LONGTEXT, size INT NOT NULL, expiry BIGINT,
      PRIMARY KEY (uid, collection, replaced, id), KEY storage_versions_replaced (uid, replaced, size)
    ) ${mariadbTable}`,
  ],
};
