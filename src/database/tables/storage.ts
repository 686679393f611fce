import type { ColumnType } from 'kysely';

// Sync storage is read and written by the storage engines' own SQL; these types serve backups and statistics.
// Stamps and expiries are centiseconds since the epoch, sizes bytes.

/** Row whose UPDATE is a user's write lock. */
export interface StorageUserTable {
  uid: number;
  modified: number;
  previous: number;
  writes: number;
  /** From when on every version of a record is kept; null: none is. */
  kept_since: ColumnType<number | null, number | null | undefined, number | null>;
}

export interface StorageCollectionTable {
  uid: number;
  name: string;
  modified: number;
  bytes: number;
  /** What it counts for in the quota. */
  charge: number;
}

/** A record. A payload that was never given is null and read as ''; no expiry is null. */
export interface StorageBsoTable {
  uid: number;
  collection: string;
  id: string;
  modified: number;
  sortindex: number | null;
  payload: string | null;
  size: number;
  expiry: number | null;
  /** Only Sync 1.1 has these two. */
  parentid: string | null;
  predecessorid: string | null;
}

/** A record as it was from `modified` until `replaced`. */
export interface StorageVersionTable {
  uid: number;
  collection: string;
  replaced: number;
  id: string;
  modified: number;
  sortindex: number | null;
  payload: string | null;
  size: number;
  expiry: number | null;
  /** Id of the device whose write replaced it; null when that isn't known. */
  device: ColumnType<string | null, string | null | undefined, string | null>;
}

/** An upload that isn't committed yet. */
export interface StorageBatchTable {
  uid: number;
  id: string;
  collection: string;
  created_at: number;
  records: number;
  bytes: number;
}

/** A record of such an upload, in the order they came. */
export interface StorageStagedTable {
  uid: number;
  batch: string;
  /** From 0; the same id may come more than once. */
  seq: number;
  id: string;
  sortindex: number | null;
  payload: string | null;
  size: number;
  /** Seconds; counts from the commit. */
  ttl: number | null;
}

export interface StorageTables {
  storage_users: StorageUserTable;
  storage_collections: StorageCollectionTable;
  storage_bsos: StorageBsoTable;
  storage_versions: StorageVersionTable;
  storage_batches: StorageBatchTable;
  storage_staged: StorageStagedTable;
}
