import { ascii, type Migration, mariadbTable } from './migration.ts';

// What a batch holds before its commit (sync15.md §12), in the order it came: `seq` counts from 0, also what was sent
// twice. Keyed by id, as storage_batch_items was, every POST touched pages all over the batch.
//
// Uploads that are open during the upgrade go on. The old table is made once more if it is gone already, so that the step
// can run again after it was cut off; what it had copied then is copied anew.
const dropCopied = `DELETE FROM storage_staged WHERE EXISTS (SELECT 1 FROM storage_batch_items i
  WHERE i.uid = storage_staged.uid AND i.batch = storage_staged.batch)`;
const copyStaged = `INSERT INTO storage_staged (uid, batch, seq, id, sortindex, payload, size, ttl)
  SELECT uid, batch, ROW_NUMBER() OVER (PARTITION BY uid, batch ORDER BY id) - 1, id, sortindex, payload, size, ttl
  FROM storage_batch_items`;

export const stagedRecords: Migration = {
  id: 8,
  name: 'staged records',
  sqlite: [
    `CREATE TABLE IF NOT EXISTS storage_staged (
      uid INTEGER NOT NULL, batch TEXT NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, sortindex INTEGER,
      payload TEXT, size INTEGER NOT NULL, ttl INTEGER, PRIMARY KEY (uid, batch, seq)
    )`,
    `CREATE TABLE IF NOT EXISTS storage_batch_items (
      uid INTEGER NOT NULL, batch TEXT NOT NULL, id TEXT NOT NULL, sortindex INTEGER, payload TEXT,
      size INTEGER NOT NULL, ttl INTEGER, PRIMARY KEY (uid, batch, id)
    )`,
    dropCopied,
    copyStaged,
    'DROP TABLE IF EXISTS storage_batch_items',
  ],
  mariadb: [
    `CREATE TABLE IF NOT EXISTS storage_staged (
      uid BIGINT NOT NULL, batch ${ascii(64)} NOT NULL, seq INT NOT NULL, id ${ascii(64)} NOT NULL, sortindex INT,
      payload MEDIUMTEXT, size INT NOT NULL, ttl BIGINT, PRIMARY KEY (uid, batch, seq)
    ) ${mariadbTable}`,
    `CREATE TABLE IF NOT EXISTS storage_batch_items (
      uid BIGINT NOT NULL, batch ${ascii(64)} NOT NULL, id ${ascii(64)} NOT NULL, sortindex INT, payload MEDIUMTEXT,
      size INT NOT NULL, ttl BIGINT, PRIMARY KEY (uid, batch, id)
    ) ${mariadbTable}`,
    dropCopied,
    copyStaged,
    'DROP TABLE IF EXISTS storage_batch_items',
  ],
};
