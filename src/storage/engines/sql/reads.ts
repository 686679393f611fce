/** Statements of small reads, the same on both engines. Parameters are named. */
export const reads = {
  stamps: `SELECT u.modified, c.name, c.modified AS value FROM storage_users u
    LEFT JOIN storage_collections c ON c.uid = u.uid WHERE u.uid = :uid`,
  counts: `SELECT u.modified, b.collection AS name, COUNT(b.id) AS value FROM storage_users u
    LEFT JOIN storage_bsos b ON b.uid = u.uid AND (b.expiry IS NULL OR b.expiry > :now)
    WHERE u.uid = :uid GROUP BY u.modified, b.collection`,
  usage: `SELECT u.modified, c.name, c.bytes - COALESCE(e.bytes, 0) AS value FROM storage_users u
    LEFT JOIN storage_collections c ON c.uid = u.uid
    LEFT JOIN (SELECT collection, CAST(SUM(size) AS SIGNED) AS bytes FROM storage_bsos
      WHERE uid = :uid AND expiry <= :now GROUP BY collection) e ON e.collection = c.name
    WHERE u.uid = :uid`,
  bso: `SELECT id, modified, sortindex, COALESCE(payload, '') AS payload FROM storage_bsos
    WHERE uid = :uid AND collection = :collection AND id = :id AND (expiry IS NULL OR expiry > :now)`,
  sizes: `SELECT c.uid, c.name AS collection, c.bytes,
      (SELECT COUNT(*) FROM storage_bsos b WHERE b.uid = c.uid AND b.collection = c.name) AS records
    FROM storage_collections c ORDER BY c.bytes DESC, c.uid, c.name`,
} as const;

/** A row of the first three. Without any collection there is one row whose name is null. */
export interface FactRow {
  modified: number;
  name: string | null;
  value: number;
}
