import type { Stamp } from '../../http/stamp.ts';

// The storage of records as the services of Sync 1.1 know it. Its commands are described with the engine that serves it.

export interface IncomingRecord {
  id: string;
  /** Null: as it is, or empty. */
  payload: string | null;
  size: number;
  sortindex: number | null;
  /** Seconds; null: for ever. */
  ttl: number | null;
  parentid: string | null;
  predecessorid: string | null;
}

export interface StoredRecord {
  id: string;
  modified: Stamp;
  sortindex: number | null;
  payload: string;
  /** Absent in lists of ids. */
  parentid?: string | null;
  predecessorid?: string | null;
}

export interface Selection {
  uid: number;
  collection: string;
  ids: string[] | null;
  parentid: string | null;
  predecessorid: string | null;
  newer: Stamp | null;
  older: Stamp | null;
  indexAbove: number | null;
  indexBelow: number | null;
  sort: 'newest' | 'oldest' | 'index';
  limit: number | null;
  skip: number;
}

export interface WriteCommand {
  uid: number;
  collection: string;
  unmodifiedSince: Stamp | null;
  quotaBytes: number | null;
  bsos: IncomingRecord[];
}

/** What came of a write: nothing has changed when it was refused. */
export type Outcome =
  | { refused: 'modified since' | 'over quota' }
  | { refused: null; modified: Stamp; quotaRemaining: number | null };

export interface Page {
  total: number;
  records: StoredRecord[];
  more: { take(): Promise<StoredRecord[] | null>; close(): void } | null;
}

interface Facts {
  modified: Stamp;
  collections: { name: string; value: number }[];
}

export interface StoragePort {
  collectionStamps(uid: number): Facts | Promise<Facts>;
  collectionCounts(uid: number): Promise<Facts>;
  collectionUsage(uid: number): Promise<Facts>;
  deleteUser(uid: number): Promise<void>;
  legacy: {
    readBso(uid: number, collection: string, id: string): Promise<StoredRecord | undefined>;
    /** Null: too many downloads are under way. */
    readCollection(command: Selection & { full: boolean }): Promise<Page | null>;
    post(command: WriteCommand): Promise<Outcome>;
    put(command: WriteCommand): Promise<Outcome>;
    deleteMatching(command: Selection & { unmodifiedSince: Stamp | null }): Promise<Outcome>;
    deleteCollection(target: { uid: number; collection: string; unmodifiedSince: Stamp | null }): Promise<Outcome>;
    deleteStorage(uid: number): Promise<Outcome>;
  };
}
