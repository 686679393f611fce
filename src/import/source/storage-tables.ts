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

/** What the tables and columns are called; stamps as expressions that give ms. */
interface Names {
  /** Table of records. */
  records: string;
  user: string;
  collection: string;
  id: string;
  modified: string;
  ttl: string;
  /** Of `user_collections`. */
  stamp: string;
  /** Of `collections`. */
  collectionId: string;
}

const byInteger = (collectionId: string): Names => ({
  records: 'bso',
  user: 'userid',
  collection: 'collection',
  id: 'id',
  modified: 'modified',
  ttl: 'ttl',
  stamp: 'last_modified',
  collectionId,
});

// syncstorage-rs on PostgreSQL (sync15.md §15).
const milliseconds = (column: string) => `CAST(FLOOR(EXTRACT(EPOCH FROM ${column}) * 1000) AS BIGINT)`;
const postgresNames: Names = {
  records: 'bsos',
  user: 'user_id',
  collection: 'collection_id',
  id: 'bso_id',
  modified: milliseconds('modified'),
  ttl: milliseconds('expiry'),
  stamp: milliseconds('modified'),
  collectionId: 'collection_id',
};

/**
 * Prepares to read the storage tables.
 *
 * @throws {ImportError} When they are not those of such a server.
 */
export async function openStorageTables(db: SourceDatabase, layout: Layout): Promise<StorageTables> {
  const tables = await db.tables();
  const names = tables.has('bsos') && layout.name === 'syncstorage-rs' ? postgresNames : byInteger(layout.collectionId);
  const { user, collection, id } = names;
  const shards = [...tables].filter((table) => /^bso\d+$/.test(table)).length;
  const hasRecords = tables.has(names.records) || shards > 0;
  const isComplete =
    hasRecords &&
    (await db.columns('user_collections')).has(user) &&
    (await db.columns('collections')).has(names.collectionId);
  if (!isComplete) {
    throw new ImportError(
      `${db.place} doesn't look like a database of ${layout.name}. foxden import knows syncstorage-rs (Mozilla's server ` +
        'in Rust) and syncserver (the older one in Python).',
    );
  }
  const named = await db.select(`SELECT ${names.collectionId} AS id, name FROM collections`);
  const collections = new Map(layout.standardCollections);
  for (const row of named) if (row.name !== '') collections.set(Number(row.id), String(row.name));
  // A server that was sharded later may still have its first table.
  const tablesOf = (uid: number) => [
    ...(tables.has(names.records) ? [names.records] : []),
    ...(shards > 0 ? [`bso${uid % shards}`] : []),
  ];

  return {
    collections,
    async stamps(uid) {
      const rows = await db.select(
        `SELECT ${collection} AS collection, ${names.stamp} AS stamp FROM user_collections WHERE ${user} = ?
         ORDER BY ${collection}`,
        [uid],
      );
      return new Map(rows.map((row) => [Number(row.collection), Number(row.stamp)]));
    },
    async counts(uid) {
      const found = new Map<number, number>();
      for (const table of tablesOf(uid)) {
        const rows = await db.select(
          `SELECT ${collection} AS collection, COUNT(*) AS n FROM ${table} WHERE ${user} = ? GROUP BY ${collection}`,
          [uid],
        );
        for (const row of rows) {
          const key = Number(row.collection);
          found.set(key, (found.get(key) ?? 0) + Number(row.n));
        }
      }
      return found;
    },
    async *records(uid) {
      for await (const rows of pages(uid)) {
        yield rows.map((row) => ({
          collectionId: Number(row.collection),
          id: String(row.id),
          modified: Number(row.stamp),
          sortindex: row.sortindex === null ? null : Number(row.sortindex),
          payload: String(row.payload ?? ''),
          expiry: layout.expiry(row.ttl === null ? null : Number(row.ttl), Number(row.stamp)),
        }));
      }
    },
  };

  async function* pages(uid: number) {
    for (const table of tablesOf(uid)) {
      for (let after: [number, string] = [-1, ''], full = true; full; ) {
        const rows = await db.select(
          `SELECT ${collection} AS collection, ${id} AS id, ${names.modified} AS stamp, ${names.ttl} AS ttl, sortindex, payload
           FROM ${table} WHERE ${user} = ? AND (${collection} > ? OR (${collection} = ? AND ${id} > ?))
           ORDER BY ${collection}, ${id} LIMIT ${portion}`,
          [uid, after[0], ...after],
        );
        yield rows;
        full = rows.length === portion;
        if (full) after = [Number(rows.at(-1)!.collection), String(rows.at(-1)!.id)];
      }
    }
  }
}
