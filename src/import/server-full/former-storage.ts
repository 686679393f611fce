import { ImportError } from '../import-error.ts';
import type { SourceDatabase, SourceRow } from '../source/source-database.ts';

/** A record of the 2013 server. Stamps are centiseconds. */
export interface FormerRecord {
  /** Undefined: its collection has no name. */
  collection: string | undefined;
  id: string;
  parentid: string | null;
  predecessorid: string | null;
  /** Null: it was written without a payload, and no client has ever seen it. */
  modified: number | null;
  sortindex: number | null;
  payload: string;
  /** Null: never. */
  expiry: number | null;
}

/** The storage of the 2013 server. */
export interface FormerStorage {
  /** Number of a user's records, expired ones included. */
  count(userId: number): Promise<number>;
  /** A user's records in portions. */
  records(userId: number): AsyncGenerator<FormerRecord[]>;
}

const portion = 200;
// Seconds; the largest that the column takes means never.
const never = 2_100_000_000;

// With `standard_collections` ids have fixed names and no row (sync11.md §5.3). Of the two lists, which differ in the first and
// the fifth, these are the names that clients use.
const fixedNames = new Map(
  ['clients', 'crypto', 'forms', 'history', 'keys', 'meta', 'bookmarks', 'prefs', 'tabs', 'passwords', 'addons'].map(
    (name, i) => [i + 1, name],
  ),
);

/**
 * Prepares to read the records (sync11.md §5.3).
 *
 * @throws {ImportError} When the tables are not those of such a server.
 */
export async function openFormerStorage(db: SourceDatabase): Promise<FormerStorage> {
  const names = await db.tables();
  const shards = [...names].filter((name) => /^wbo\d+$/.test(name)).length;
  const tables = [...(names.has('wbo') ? ['wbo'] : []), ...Array.from({ length: shards }, (_, i) => `wbo${i}`)];
  if (tables.length === 0) {
    throw new ImportError(
      `${db.place} has no table "wbo", in which the old server keeps what was synced (section [storage] of sync.conf).`,
    );
  }
  const hasNames = names.has('collections');

  async function namesOf(userId: number): Promise<Map<number, string>> {
    const found = new Map(fixedNames);
    if (!hasNames) return found;
    const rows = await db.select('SELECT collectionid AS id, name FROM collections WHERE userid = ?', [userId]);
    for (const row of rows) found.set(Number(row.id), String(row.name));
    return found;
  }

  return {
    async count(userId) {
      let sum = 0;
      for (const table of tables) {
        const [row] = await db.select(`SELECT COUNT(*) AS n FROM ${table} WHERE username = ?`, [userId]);
        sum += Number(row!.n);
      }
      return sum;
    },
    async *records(userId) {
      const collections = await namesOf(userId);
      for (const table of tables) {
        for await (const rows of pages(table, userId)) yield rows.map((row) => toRecord(row, collections));
      }
    },
  };

  async function* pages(table: string, userId: number) {
    for (let after: [number, string] = [-1, ''], full = true; full; ) {
      const rows = await db.select(
        `SELECT collection, id, parentid, predecessorid, sortindex, modified, payload, ttl FROM ${table}
         WHERE username = ? AND (collection > ? OR (collection = ? AND id > ?)) ORDER BY collection, id LIMIT ${portion}`,
        [userId, after[0], ...after],
      );
      yield rows;
      full = rows.length === portion;
      if (full) after = [Number(rows.at(-1)!.collection), String(rows.at(-1)!.id)];
    }
  }
}

function toRecord(row: SourceRow, collections: ReadonlyMap<number, string>): FormerRecord {
  const ttl = row.ttl === null ? never : Number(row.ttl);
  const text = (value: SourceRow[string] | undefined) =>
    value === null || value === undefined || value === '' ? null : String(value);
  return {
    collection: collections.get(Number(row.collection)),
    id: String(row.id),
    parentid: text(row.parentid),
    predecessorid: text(row.predecessorid),
    modified: row.modified === null ? null : Number(row.modified),
    sortindex: row.sortindex === null ? null : Number(row.sortindex),
    payload: String(row.payload ?? ''),
    expiry: ttl >= never ? null : ttl * 100,
  };
}
