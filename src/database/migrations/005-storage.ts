import { ascii, type Migration, mariadbTable } from './migration.ts';

// Sync storage (sync15.md §9, §12, §15). Stamps and expiries are integer centiseconds, sizes bytes.
//
// storage_users holds the row whose UPDATE is each user's write lock: `modified` is the last stamp given (also after
// everything was wiped, so that stamps never go back), `previous` the one before, `writes` changes with every write.
// `bytes` of a collection counts what is stored, expired or not.
export const storage: Migration = {
  id: 5,
  name: 'storage',
  sqlite: [
    `CREATE TABLE IF NOT EXISTS storage_users (
      uid INTEGER NOT NULL PRIMARY KEY, modified INTEGER NOT NULL, previous INTEGER NOT NULL, writes INTEGER NOT NULL
    )`,
    `CREATE TABLE IF NOT EXISTS storage_collections (
      uid INTEGER NOT NULL, name TEXT NOT NULL, modified INTEGER NOT NULL, bytes INTEGER NOT NULL,
      PRIMARY KEY (uid, name)
    ) WITHOUT ROWID`,
    // Rows are too wide for a WITHOUT ROWID tree.
    `CREATE TABLE IF NOT EXISTS storage_bsos (
      uid INTEGER NOT NULL, collection TEXT NOT NULL, id TEXT NOT NULL, modified INTEGER NOT NULL, sortindex INTEGER,
      payload TEXT, size INTEGER NOT NULL, expiry INTEGER, PRIMARY KEY (uid, collection, id)
    )`,
    // Covers lists of ids and counts; pages are read along it.
    `CREATE INDEX IF NOT EXISTS storage_bsos_modified
      ON storage_bsos (uid, collection, modified, id, expiry)`,
    'CREATE INDEX IF NOT EXISTS storage_bsos_expiry ON storage_bsos (uid, expiry) WHERE expiry IS NOT NULL',
    `CREATE TABLE IF NOT EXISTS storage_batches (
      uid INTEGER NOT NULL, id TEXT NOT NULL, collection TEXT NOT NULL, created_at INTEGER NOT NULL,
      records INTEGER NOT NULL, bytes INTEGER NOT NULL, PRIMARY KEY (uid, id)
    ) WITHOUT ROWID`,
    'CREATE INDEX IF NOT EXISTS storage_batches_created ON storage_batches (created_at)',
    `CREATE TABLE IF NOT EXISTS storage_batch_items (
      uid INTEGER NOT NULL, batch TEXT NOT NULL, id TEXT NOT NULL, sortindex INTEGER, payload TEXT,
      size INTEGER NOT NULL, ttl INTEGER, PRIMARY KEY (uid, batch, id)
    )`,
  ],
  mariadb: [
    `CREATE TABLE IF NOT EXISTS storage_users (
      uid BIGINT NOT NULL PRIMARY KEY, modified BIGINT NOT NULL, previous BIGINT NOT NULL, writes BIGINT NOT NULL
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS storage_collections (
      uid BIGINT NOT NULL, name ${ascii(32)} NOT NULL, modified BIGINT NOT NULL, bytes BIGINT NOT NULL,
      PRIMARY KEY (uid, name)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS storage_bsos (
      uid BIGINT NOT NULL, collection ${ascii(32)} NOT NULL, id ${ascii(64)} NOT NULL, modified BIGINT NOT NULL,
      sortindex INT, payload MEDIUMTEXT, size INT NOT NULL, expiry BIGINT, PRIMARY KEY (uid, collection, id),
      KEY storage_bsos_modified (uid, collection, modified, id, expiry), KEY storage_bsos_expiry (uid, expiry)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS storage_batches (
      uid BIGINT NOT NULL, id ${ascii(64)} NOT NULL, collection ${ascii(32)} NOT NULL, created_at BIGINT NOT NULL,
      records INT NOT NULL, bytes BIGINT NOT NULL, PRIMARY KEY (uid, id), KEY storage_batches_created (created_at)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS storage_batch_items (
      uid BIGINT NOT NULL, batch ${ascii(64)} NOT NULL, id ${ascii(64)} NOT NULL, sortindex INT, payload MEDIUMTEXT,
      size INT NOT NULL, ttl BIGINT, PRIMARY KEY (uid, batch, id)
    ) ${mariadbTable}`,
  ],
};
