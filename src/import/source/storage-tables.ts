import { ImportError } from '../import-error.ts';
import type { Layout } from './layout.ts';
import type { SourceDatabase } from './source-database.ts';

/** A record of the other server. Times are ms. */
export interface SourceRecord {
  collectionId: number;
  id: string;
  modified: number;
  sortindex: number | null;
  payload: string;
  /** Null: never. */
  expiry: number | null;
}

/** The storage side of another server. */
export interface StorageTables {
  /** Name of each collection by id; for {@link SourceRecord}. */
  collections: ReadonlyMap<number, string>;
  /** When each of a user's collections was last modified, ms, by collection id; the tombstone is among them. */
  stamps(uid: number): Promise<Map<number, number>>;
  /** Number of a user's records, expired ones included, by collection id. */
  counts(uid: number): Promise<Map<number, number>>;
  /** A user's records in portions, expired ones included. */
  records(uid: number): AsyncGenerator<SourceRecord[]>;
}

const portion = 200;

/**
 * Prepares to read the storage tables.
 *
 * @throws {ImportError} When they are not those of such a server.
 */
export async function openStorageTables(db: SourceDatabase, layout: Layout): Promise<StorageTables> {
  const tables = await db.tables();
  const shards = [...tables].filter((table) => /^bso\d+$/.test(table)).length;
  const isComplete = tables.has('collections') && tables.has('user_collections') && (tables.has('bso') || shards > 0);
  const hasColumn = isComplete && (await db.columns('collections')).has(layout.collectionId);
  if (!hasColumn) {
    throw new ImportError(
      `${db.place} doesn't look like a database of ${layout.name}. foxden import knows syncstorage-rs (Mozilla's server ` +
        'in Rust) and syncserver (the older one in Python).',
    );
  }
  const named = await db.select(`SELECT ${layout.collectionId} AS id, name FROM collections`);
  const collections = new Map(layout.standardCollections);
  for (const row of named) if (row.name !== '') collections.set(Number(row.id), String(row.name));
  // A server that was sharded later may still have its first table.
  const tablesOf = (uid: number) => [
    ...(tables.has('bso') ? ['bso'] : []),
    ...(shards > 0 ? [`bso${uid % shards}`] : []),
  ];

  return {
    collections,
    async stamps(uid) {
      const rows = await db.select(
        'SELECT collection, last_modified FROM user_collections WHERE userid = ? ORDER BY collection',
        [uid],
      );
      return new Map(rows.map((row) => [Number(row.collection), Number(row.last_modified)]));
    },
    async counts(uid) {
      const found = new Map<number, number>();
      for (const table of tablesOf(uid)) {
        const rows = await db.select(
          `SELECT collection, COUNT(*) AS n FROM ${table} WHERE userid = ? GROUP BY collection`,
          [uid],
        );
        for (const { collection, n } of rows) {
          found.set(Number(collection), (found.get(Number(collection)) ?? 0) + Number(n));
        }
      }
      return found;
    },
    async *records(uid) {
      for await (const rows of pages(uid, 'collection, id, modified, ttl, sortindex, payload')) {
        yield rows.map((row) => ({
          collectionId: Number(row.collection),
          id: String(row.id),
          modified: Number(row.modified),
          sortindex: row.sortindex === null ? null : Number(row.sortindex),
          payload: String(row.payload ?? ''),
          expiry: layout.expiry(row.ttl === null ? null : Number(row.ttl), Number(row.modified)),
        }));
      }
    },
  };

  async function* pages(uid: number, columns: string) {
    for (const table of tablesOf(uid)) {
      for (let after: [number, string] = [-1, ''], full = true; full; ) {
        const rows = await db.select(
          `SELECT ${columns} FROM ${table}
           WHERE userid = ? AND (collection > ? OR (collection = ? AND id > ?)) ORDER BY collection, id LIMIT ${portion}`,
          [uid, after[0], ...after],
        );
        yield rows;
        full = rows.length === portion;
        if (full) after = [Number(rows.at(-1)!.collection), String(rows.at(-1)!.id)];
      }
    }
  }
}
