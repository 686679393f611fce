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

// Absent fields keep what is stored, but an expired record counts as absent itself (sync15.md §9).
const merged = (column: string) =>
  `${column} = CASE WHEN expiry <= :now THEN excluded.${column} ELSE COALESCE(excluded.${column}, ${column}) END`;
const mergedFields = `sortindex = CASE WHEN expiry <= :now THEN excluded.sortindex
    ELSE COALESCE(excluded.sortindex, sortindex) END,
  size = CASE WHEN excluded.payload IS NULL AND (expiry IS NULL OR expiry > :now) THEN size ELSE excluded.size END,
  ${merged('payload')}, ${merged('expiry')}`;
const bsoColumns = 'storage_bsos (uid, collection, id, modified, sortindex, payload, size, expiry)';
const upsertCollection = `ON CONFLICT (uid, name) DO UPDATE SET modified = excluded.modified, bytes = bytes + excluded.bytes`;

/** SQLite's own statements; `incoming` is the virtual table of a write's records. */
export const sql = {
  storedSizes: `SELECT b.id, b.size, b.expiry FROM incoming i CROSS JOIN storage_bsos b
    ON b.uid = :uid AND b.collection = :collection AND b.id = i.id`,
  // A new time to live alone leaves the record's stamp as it is.
  upsertBsos: `INSERT INTO ${bsoColumns}
    SELECT :uid, :collection, id, :stamp, sortindex, payload, size, ${expiryOfTtl} FROM incoming WHERE true
    ON CONFLICT (uid, collection, id) DO UPDATE SET
      modified = CASE WHEN excluded.payload IS NULL AND excluded.sortindex IS NULL
        AND (expiry IS NULL OR expiry > :now) THEN modified ELSE excluded.modified END, ${mergedFields}`,
  touchCollection: `INSERT INTO storage_collections (uid, name, modified, bytes)
    VALUES (:uid, :collection, :stamp, :change) ${upsertCollection}`,
  stageItems: `INSERT INTO storage_batch_items (uid, batch, id, sortindex, payload, size, ttl)
    SELECT :uid, :batch, id, sortindex, payload, size, ttl FROM incoming WHERE true
    ON CONFLICT (uid, batch, id) DO UPDATE SET sortindex = COALESCE(excluded.sortindex, sortindex),
      size = CASE WHEN excluded.payload IS NULL THEN size ELSE excluded.size END,
      payload = COALESCE(excluded.payload, payload), ttl = COALESCE(excluded.ttl, ttl)`,
  commitCollection: `INSERT INTO storage_collections (uid, name, modified, bytes) ${batchSelects.collection}
    WHERE true ${upsertCollection} RETURNING bytes`,
  commitBsos: `INSERT INTO ${bsoColumns} ${batchSelects.bsos}
    ON CONFLICT (uid, collection, id) DO UPDATE SET modified = excluded.modified, ${mergedFields}`,
  dropIncoming: `DELETE FROM storage_bsos WHERE uid = :uid AND collection = :collection
    AND id IN (SELECT id FROM incoming) RETURNING size`,
} as const;
