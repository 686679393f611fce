/** How one kind of server lays out its tables, where they differ (sync15.md §15, §17.10). */
export interface Layout {
  /** Name of the kind, as on the command line. */
  name: 'syncstorage-rs' | 'syncserver';
  /** Column of `collections` that holds the id, on MySQL and SQLite. */
  collectionId: 'id' | 'collectionid';
  /** Collections that may have no row in `collections`. */
  standardCollections: ReadonlyMap<number, string>;
  /** Id of the collection that stands for the last deletion of a whole collection; null: there is none. */
  tombstone: number | null;
  /**
   * Reads the column `ttl` of a record.
   *
   * @param modified - Stamp of the record, ms.
   * @returns When the record expires, in ms; null: never.
   */
  expiry(ttl: number | null, modified: number): number | null;
  /** Addresses of the users' storage, where the token tables don't say. */
  pattern: string;
}

const standardCollections = new Map(
  [
    ...['clients', 'crypto', 'forms', 'history', 'keys', 'meta', 'bookmarks', 'prefs', 'tabs', 'passwords', 'addons'],
    ...['addresses', 'creditcards'],
  ].map((name, i) => [i + 1, name]),
);

// What syncstorage-rs adds to a record's stamp when the client gave no ttl, and its column's default; ms.
const rustDefaultLife = 2_100_000_000_000;
const rustColumnDefault = 3_153_600_000_000;

// The Python server keeps seconds in 32 bits; this one means never.
const pythonNever = 2_100_000_000;

/** Both kinds of server. */
export const layouts: Record<Layout['name'], Layout> = {
  'syncstorage-rs': {
    name: 'syncstorage-rs',
    collectionId: 'id',
    standardCollections,
    tombstone: 0,
    expiry: (ttl, modified) =>
      ttl === null || ttl - modified >= rustDefaultLife || ttl >= rustColumnDefault ? null : ttl,
    pattern: '{node}/1.5/{uid}',
  },
  syncserver: {
    name: 'syncserver',
    collectionId: 'collectionid',
    standardCollections,
    tombstone: null,
    expiry: (ttl) => (ttl === null || ttl >= pythonNever ? null : ttl * 1000),
    pattern: '{node}/storage/1.5/{uid}',
  },
};
