import { lockStatements } from '../sql/lock.ts';
import { batchSelects } from '../sql/writes.ts';

/** The statements that take a user's write lock. MariaDB assigns from left to right. */
export const locks = lockStatements(
  `INSERT INTO storage_users (uid, modified, previous, writes) VALUES (:uid, :now, 0, 1)
    ON DUPLICATE KEY UPDATE
      previous = modified, modified = GREATEST(VALUES(modified), modified + 1), writes = writes + 1`,
  `INSERT INTO storage_users (uid, modified, previous, writes) VALUES (:uid, 0, 0, 1)
    ON DUPLICATE KEY UPDATE writes = writes + 1`,
);

// Absent fields keep what is stored, but an expired record counts as absent itself (sync15.md §9). The expiry decides
// over the other columns, so it is assigned after them, and the stamp after it where it decides too.
// Columns are named with their table, since the records of a batch have columns of the same names.
const expired = 'storage_bsos.expiry <= :now';
// An id may come twice in a batch: what the batch has just made is not absent.
const expiredBefore = `${expired} AND storage_bsos.modified <> :stamp`;
const merged = (column: string, isGone: string) =>
  `${column} = IF(${isGone}, VALUES(${column}), COALESCE(VALUES(${column}), storage_bsos.${column}))`;
const mergedSize = (isGone: string) =>
  `size = IF(VALUES(payload) IS NOT NULL OR (${isGone}), VALUES(size), storage_bsos.size)`;
const mergedFields = (isGone: string) =>
  `${merged('sortindex', isGone)}, ${merged('payload', isGone)}, ${mergedSize(isGone)}, ${merged('expiry', isGone)}`;
const bsoColumns = 'storage_bsos (uid, collection, id, modified, sortindex, payload, size, expiry)';
const legacyColumns = bsoColumns.replace(')', ', parentid, predecessorid)');
const legacyFields = ['sortindex', 'payload', 'parentid', 'predecessorid']
  .map((column) => merged(column, expired))
  .join();
/** How a write changes the row of its collection, which it may have to make. */
export const upsertCollection = `ON DUPLICATE KEY UPDATE modified = VALUES(modified), 
  bytes = storage_collections.bytes + VALUES(bytes), charge = storage_collections.charge + VALUES(charge)`;

/** MariaDB's own statements. `:rows` is a list of rows, `:ids` a list of ids; mysql2 writes both out. */
export const sql = {
  storedSizes: `SELECT id, size, expiry FROM storage_bsos
    WHERE uid = :uid AND collection = :collection AND id IN (:ids)`,
  // A new time to live alone leaves the record's stamp as it is.
  upsertBsos: `INSERT INTO ${bsoColumns} VALUES :rows
    ON DUPLICATE KEY UPDATE
      modified = IF(VALUES(payload) IS NULL AND VALUES(sortindex) IS NULL AND (expiry IS NULL OR expiry > :now),
        modified, VALUES(modified)), ${mergedFields(expired)}`,
  // Sync 1.1 knows no time to live alone: without one the record stays from now on (sync11.md §2.3).
  legacyUpsert: `INSERT INTO ${legacyColumns} VALUES :rows
    ON DUPLICATE KEY UPDATE modified = VALUES(modified), ${legacyFields}, ${mergedSize(expired)}, expiry = VALUES(expiry)`,
  touchCollection: `INSERT INTO storage_collections (uid, name, modified, bytes, charge)
    VALUES (:uid, :collection, :stamp, :bytes, :charge) ${upsertCollection}`,
  stage: 'INSERT INTO storage_staged (uid, batch, seq, id, sortindex, payload, size, ttl) VALUES :rows',
  commitCollection: `INSERT INTO storage_collections (uid, name, modified, bytes, charge) ${batchSelects().collection}
    ${upsertCollection} RETURNING charge`,
  commitBsos: `INSERT INTO ${bsoColumns} ${batchSelects().bsos}
    ON DUPLICATE KEY UPDATE ${mergedFields(expiredBefore)}, modified = VALUES(modified)`,
  dropIds: `DELETE FROM storage_bsos WHERE uid = :uid AND collection = :collection AND id IN (:ids) RETURNING size`,
  // The stamp of a user who has never written is 0, and everything comes after it.
  keepFromNow: `INSERT INTO storage_users (uid, modified, previous, writes, kept_since) VALUES (:uid, 0, 0, 1, 0)
    ON DUPLICATE KEY UPDATE kept_since = COALESCE(kept_since, modified), writes = writes + 1`,
} as const;
