import { chargeSql } from '../sql/charge.ts';
import { lockStatements } from '../sql/lock.ts';
import { batchSelects, expiryOfTtl } from '../sql/writes.ts';

/** The statements that take a user's write lock. */
export const locks = lockStatements(
  `INSERT INTO storage_users (uid, modified, previous, writes) VALUES (:uid, :now, 0, 1)
    ON CONFLICT (uid) DO UPDATE
      SET previous = modified, modified = MAX(excluded.modified, modified + 1), writes = writes + 1`,
  `INSERT INTO storage_users (uid, modified, previous, writes) VALUES (:uid, 0, 0, 1)
    ON CONFLICT (uid) DO UPDATE SET writes = writes + 1`,
);

// Absent fields keep what is stored, but an expired record counts as absent itself (sync15.md §9), unless this write has
// just made it.
const isGone = '(expiry <= :now AND modified <> :stamp)';
const merged = (column: string) =>
  `${column} = CASE WHEN ${isGone} THEN excluded.${column} ELSE COALESCE(excluded.${column}, ${column}) END`;
const mergedFields = `${merged('sortindex')}, ${merged('payload')},
  size = CASE WHEN excluded.payload IS NOT NULL OR ${isGone} THEN excluded.size ELSE size END`;
const bsoColumns = 'storage_bsos (uid, collection, id, modified, sortindex, payload, size, expiry)';
const mergedAll = `${mergedFields}, ${merged('expiry')}`;
const legacyColumns = bsoColumns.replace(')', ', parentid, predecessorid)');
const upsertCollection = `ON CONFLICT (uid, name) DO UPDATE SET modified = excluded.modified, bytes = bytes + excluded.bytes,
  charge = charge + excluded.charge`;

const portion = batchSelects(' AND seq >= :first AND seq < :end');
const committed = `charge, NOT EXISTS (SELECT 1 FROM storage_batches WHERE uid <> :uid OR id <> :batch) AS isOnlyBatch`;

/** SQLite's own statements; `incoming` is the virtual table of a write's records. */
export const sql = {
  storedSizes: `SELECT b.id, b.size, b.expiry FROM incoming i CROSS JOIN storage_bsos b
    ON b.uid = :uid AND b.collection = :collection AND b.id = i.id`,
  // A new time to live alone leaves the record's stamp as it is.
  upsertBsos: `INSERT INTO ${bsoColumns}
    SELECT :uid, :collection, id, :stamp, sortindex, payload, size, ${expiryOfTtl} FROM incoming WHERE true
    ON CONFLICT (uid, collection, id) DO UPDATE SET
      modified = CASE WHEN excluded.payload IS NULL AND excluded.sortindex IS NULL
        AND (expiry IS NULL OR expiry > :now) THEN modified ELSE excluded.modified END, ${mergedAll}`,
  // Sync 1.1 knows no time to live alone: without one the record stays from now on (sync11.md §2.3).
  legacyUpsert: `INSERT INTO ${legacyColumns}
    SELECT :uid, :collection, id, :stamp, sortindex, payload, size, ${expiryOfTtl}, parentid, predecessorid
    FROM incoming WHERE true
    ON CONFLICT (uid, collection, id) DO UPDATE SET modified = excluded.modified, ${mergedFields},
      ${merged('parentid')}, ${merged('predecessorid')}, expiry = excluded.expiry`,
  touchCollection: `INSERT INTO storage_collections (uid, name, modified, bytes, charge)
    VALUES (:uid, :collection, :stamp, :bytes, :charge) ${upsertCollection}`,
  stage: `INSERT INTO storage_staged (uid, batch, seq, id, sortindex, payload, size, ttl)
    SELECT :uid, :batch, :first + row, id, sortindex, payload, size, ttl FROM incoming`,
  commitCollection: `INSERT INTO storage_collections (uid, name, modified, bytes, charge) ${portion.collection}
    WHERE true ${upsertCollection} RETURNING ${committed}`,
  // What is in a collection that was empty needs no comparing.
  sumCollection: `INSERT INTO storage_collections (uid, name, modified, bytes, charge)
    SELECT :uid, :collection, :stamp, COALESCE(SUM(size), 0), COALESCE(SUM(${chargeSql('size')}), 0)
    FROM storage_bsos WHERE uid = :uid AND collection = :collection
    ON CONFLICT (uid, name) DO UPDATE SET modified = excluded.modified, bytes = excluded.bytes, charge = excluded.charge
    RETURNING ${committed}`,
  commitBsos: `INSERT INTO ${bsoColumns} ${portion.bsos}
    ON CONFLICT (uid, collection, id) DO UPDATE SET modified = excluded.modified, ${mergedAll}`,
  // Without a condition SQLite frees the pages of the table unread, instead of emptying each row by row and writing it out.
  dropEveryStaged: 'DELETE FROM storage_staged',
  dropIncoming: `DELETE FROM storage_bsos WHERE uid = :uid AND collection = :collection
    AND id IN (SELECT id FROM incoming) RETURNING size`,
  // The stamp of a user who has never written is 0, and everything comes after it.
  keepFromNow: `INSERT INTO storage_users (uid, modified, previous, writes, kept_since) VALUES (:uid, 0, 0, 1, 0)
    ON CONFLICT (uid) DO UPDATE SET kept_since = COALESCE(kept_since, modified), writes = writes + 1`,
} as const;
