import { chargeSql, heldByBatches } from './charge.ts';

/** When a record ends: a stamp may be ahead of the clock, but one without any life is gone at once (sync15.md §15). */
export const expiryOfTtl = 'CASE ttl WHEN 0 THEN 0 ELSE :stamp + ttl * 100 END';

/** Statements of writes that are the same on both engines. Parameters are named. */
export const writes = {
  expiredCharge: `SELECT CAST(COALESCE(SUM(${chargeSql('size')}), 0) AS SIGNED) AS charge FROM storage_bsos
    WHERE uid = :uid AND expiry <= :now`,
  createBatch: `INSERT INTO storage_batches (uid, id, collection, created_at, records, bytes)
    VALUES (:uid, :batch, :collection, :now, :records, :bytes)`,
  growBatch: `UPDATE storage_batches SET records = records + :records, bytes = bytes + :bytes
    WHERE uid = :uid AND id = :batch`,
  dropStaleStaged: `DELETE FROM storage_staged WHERE uid = :uid
    AND batch IN (SELECT id FROM storage_batches WHERE uid = :uid AND created_at <= :stale)`,
  dropStaleBatches: 'DELETE FROM storage_batches WHERE uid = :uid AND created_at <= :stale',
  openBatches: `SELECT COUNT(*) AS batches, ${heldByBatches} AS held FROM storage_batches
    WHERE uid = :uid AND created_at > :cut`,
  dropBatch: 'DELETE FROM storage_batches WHERE uid = :uid AND id = :batch',
  dropStaged: 'DELETE FROM storage_staged WHERE uid = :uid AND batch = :batch',
  dropCollectionStaged: `DELETE FROM storage_staged WHERE uid = :uid
    AND batch IN (SELECT id FROM storage_batches WHERE uid = :uid AND collection = :collection)`,
  dropCollectionBatches: 'DELETE FROM storage_batches WHERE uid = :uid AND collection = :collection',
  dropCollection: 'DELETE FROM storage_collections WHERE uid = :uid AND name = :collection',
  dropBsos: 'DELETE FROM storage_bsos WHERE uid = :uid AND collection = :collection',
  dropBso: 'DELETE FROM storage_bsos WHERE uid = :uid AND collection = :collection AND id = :id',
  dropAllBsos: 'DELETE FROM storage_bsos WHERE uid = :uid',
  dropAllVersions: 'DELETE FROM storage_versions WHERE uid = :uid',
  dropAllStaged: 'DELETE FROM storage_staged WHERE uid = :uid',
  dropAllBatches: 'DELETE FROM storage_batches WHERE uid = :uid',
  dropAllCollections: 'DELETE FROM storage_collections WHERE uid = :uid',
  dropUser: 'DELETE FROM storage_users WHERE uid = :uid',
  changeCollection: `UPDATE storage_collections SET modified = :stamp, bytes = bytes + :bytes, charge = charge + :charge
    WHERE uid = :uid AND name = :collection`,
} as const;

// More than the size of any payload.
const sizes = 2 ** 32;

// What is in the collection already is gone when it has expired, unless this write has just made it.
const keeps = 's.size IS NULL AND b.id IS NOT NULL AND (b.expiry IS NULL OR b.expiry > :now OR b.modified = :stamp)';
const sum = (change: string) => `CAST(COALESCE(SUM(CASE WHEN ${keeps} THEN 0 ELSE ${change} END), 0) AS SIGNED)`;
// By how much a batch changes what the collection holds and what it counts for; the same rules as changeOf.
const change = `${sum('COALESCE(s.size, 0) - COALESCE(b.size, 0)')},
    ${sum(`${chargeSql('COALESCE(s.size, 0)')} - CASE WHEN b.id IS NULL THEN 0 ELSE ${chargeSql('b.size')} END`)}`;

/**
 * Parts of statements that engines complete with their own upsert clause.
 *
 * @param portion - Further condition on the records of the batch. Portions that are written one after the other, in the order
 *   that they were sent, come to the same as the whole.
 */
export const batchSelects = (portion = '') => {
  const staged = `FROM storage_staged WHERE uid = :uid AND batch = :batch${portion}`;
  // Each id with the size of its last payload; null when none was given.
  const lastSizes = `SELECT id, MAX(CASE WHEN payload IS NOT NULL THEN seq * ${sizes} + size END) % ${sizes} AS size
    ${staged} GROUP BY id`;
  return {
    /** Row of storage_collections for a batch that is being committed. */
    collection: `SELECT :uid, :collection, :stamp, ${change}
      FROM (${lastSizes}) s
      LEFT JOIN storage_bsos b ON b.uid = :uid AND b.collection = :collection AND b.id = s.id`,
    /**
     * Rows of storage_bsos; time to live counts from the commit (sync15.md §12.1). An id that was sent twice comes in the
     * order it was sent; ids are sorted because trees take them faster so.
     */
    bsos: `SELECT uid, :collection, id, :stamp, sortindex, payload, size, ${expiryOfTtl} ${staged} ORDER BY id, seq`,
  };
};
