/** Statements of the purge that are the same on both engines. Parameters are named. */
export const purgeSql = {
  usersAfter: `SELECT u.uid, EXISTS (SELECT 1 FROM storage_bsos b WHERE b.uid = u.uid AND b.expiry <= :now) AS hasExpired,
      u.kept_since IS NOT NULL AS keepsVersions
    FROM storage_users u WHERE u.uid > :after ORDER BY u.uid LIMIT :chunk`,
  lockUser: 'UPDATE storage_users SET writes = writes + 1 WHERE uid = :uid',
  shrinkCollection: `UPDATE storage_collections SET bytes = bytes - :bytes, charge = charge - :charge
    WHERE uid = :uid AND name = :collection`,
  batchesBefore: 'SELECT uid, id AS batch FROM storage_batches WHERE created_at <= :cut LIMIT :chunk',
} as const;

/** What the engines' own statements remove, some rows at a time. */
export const purgeTargets = {
  expired: { table: 'storage_bsos', where: 'uid = :uid AND expiry <= :now', returning: 'collection, size' },
  bsos: { table: 'storage_bsos', where: 'uid = :uid', returning: 'size' },
  stagedOfBatch: { table: 'storage_staged', where: 'uid = :uid AND batch = :batch', returning: 'size' },
  versions: { table: 'storage_versions', where: 'uid = :uid AND replaced <= :cut', returning: 'size' },
  staged: { table: 'storage_staged', where: 'uid = :uid', returning: 'size' },
} as const;
