/** Devices, open tabs and the storage's own records change all the time, and are of no use a day later. */
const worthless = ['clients', 'tabs', 'meta'];

/** Returns true when versions of a collection's records are worth being kept. */
export const isWorthKeeping = (collection: string): boolean => !worthless.includes(collection);

// What a version takes beside its payload.
const overhead = 200;
const sizeOfAll = `SELECT CAST(COALESCE(SUM(size + ${overhead}), 0) AS SIGNED) AS bytes`;

// By how much versions may be over their bound until the next purge. Beyond it none is kept, and the purge begins anew.
const tolerance = 2;

/**
 * Statement that keeps records of a user as they are, before a write changes them. What has expired is gone already.
 *
 * @param which - Condition on the records `b`.
 */
export const keepVersions = (which: string): string =>
  `INSERT INTO storage_versions (uid, collection, replaced, id, modified, sortindex, payload, size, expiry, device)
  SELECT b.uid, b.collection, :stamp, b.id, b.modified, b.sortindex, b.payload, b.size, b.expiry, :device FROM storage_bsos b
  WHERE b.uid = :uid AND ${which} AND (b.expiry IS NULL OR b.expiry > :now)
    AND (${sizeOfAll} FROM storage_versions v WHERE v.uid = :uid) < :mostKept * ${tolerance}`;

/** Which records a write is going to change; engines have a word of their own for a list of ids. */
export const keptBefore = {
  bso: keepVersions('b.collection = :collection AND b.id = :id'),
  batch: keepVersions(`b.collection = :collection
    AND b.id IN (SELECT s.id FROM storage_staged s WHERE s.uid = :uid AND s.batch = :batch)`),
  collection: keepVersions('b.collection = :collection'),
  storage: keepVersions(`b.collection NOT IN (${worthless.map((name) => `'${name}'`).join()})`),
} as const;

/** Statements of what is kept that are the same on both engines. Parameters are named. */
export const versionsSql = {
  state: `SELECT u.kept_since AS since, (SELECT COUNT(*) FROM storage_versions v WHERE v.uid = u.uid) AS versions,
      (${sizeOfAll} FROM storage_versions v WHERE v.uid = u.uid) AS bytes
    FROM storage_users u WHERE u.uid = :uid`,
  stop: 'UPDATE storage_users SET kept_since = NULL, writes = writes + 1 WHERE uid = :uid',
  // Sizes first, so that a page has a bounded size whatever the payloads are.
  keys: `SELECT replaced, id, size FROM storage_versions WHERE uid = :uid AND collection = :collection
      AND (replaced > :replaced OR (replaced = :replaced AND id > :id)) ORDER BY replaced, id LIMIT :most`,
  read: `SELECT id, modified, replaced, sortindex, COALESCE(payload, '') AS payload, device
    FROM storage_versions
    WHERE uid = :uid AND collection = :collection
      AND (replaced > :replaced OR (replaced = :replaced AND id > :id))
      AND (replaced < :lastReplaced OR (replaced = :lastReplaced AND id <= :lastId)) ORDER BY replaced, id`,
  /** Up to where versions have to go so that the rest is within the bound; null: nowhere. */
  surplus: `SELECT MAX(replaced) AS cut FROM (
      SELECT replaced, SUM(size + ${overhead}) OVER (ORDER BY replaced DESC) AS newer
      FROM storage_versions WHERE uid = :uid) v WHERE newer > :bytes`,
  total: `${sizeOfAll} FROM storage_versions WHERE uid = :uid`,
  beginAnew:
    'UPDATE storage_users SET kept_since = modified, writes = writes + 1 WHERE uid = :uid AND kept_since IS NOT NULL',
  raiseSince: `UPDATE storage_users SET kept_since = :cut, writes = writes + 1
    WHERE uid = :uid AND kept_since IS NOT NULL AND kept_since < :cut`,
} as const;

/** More than may be kept: something may have been left out, so that what is there is of no use. */
export const isOverflowing = (total: number, bytes: number): boolean => total >= bytes * tolerance;
