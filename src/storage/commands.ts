import type { Stamp } from './stamp.ts';

/** A record as a client sends it, checked. Absent fields are null and leave the stored value alone (sync15.md §9). */
export interface IncomingBso {
  id: string;
  payload: string | null;
  /** Bytes of the payload in UTF-8; 0 without one. */
  size: number;
  sortindex: number | null;
  /** Seconds. */
  ttl: number | null;
}

/** A stored record on its way out. */
export interface Bso {
  id: string;
  modified: Stamp;
  sortindex: number | null;
  payload: string;
}

/** Who writes. */
export interface Writer {
  uid: number;
  /** Id of the device, for the versions that are kept; absent or null: not known. */
  device?: string | null;
}

/** What a write is aimed at, and the stamp after which the target must not have changed. */
export interface WriteTarget extends Writer {
  collection: string;
  unmodifiedSince: Stamp | null;
}

/** A write that makes the storage grow. */
export interface GrowingWrite extends WriteTarget {
  /** Bytes that the user may store, null for any number; absent: the general quota. */
  quotaBytes?: number | null;
}

export interface PutCommand extends GrowingWrite {
  bso: IncomingBso;
}

export interface PostCommand extends GrowingWrite {
  bsos: IncomingBso[];
}

export interface BatchCommand extends PostCommand {
  /** Id of an open batch. */
  batch: string;
}

export interface DeleteBsosCommand extends WriteTarget {
  ids: string[];
}

export interface DeleteBsoCommand extends WriteTarget {
  id: string;
}

export interface DeleteStorageCommand extends Writer {
  unmodifiedSince: Stamp | null;
}

/**
 * Key of the last record of a page: the value that the order goes by (a stamp, or a sortindex that may be absent) and the
 * id. The next page starts behind it, whatever was inserted or deleted meanwhile.
 */
export interface OffsetKey {
  value: number | null;
  id: string;
}

export type SortOrder = 'newest' | 'oldest' | 'index';

/** Which records of a collection to read. Absent filters are null. */
export interface ReadCommand {
  uid: number;
  collection: string;
  ids: string[] | null;
  newer: Stamp | null;
  older: Stamp | null;
  full: boolean;
  sort: SortOrder;
  limit: number | null;
  /** Where to begin: behind a record, or after so many of those that match. */
  offset: OffsetKey | number | null;
  /** No records are read unless the collection has changed after it. */
  modifiedSince: Stamp | null;
  /** No records are read if the collection has changed after it. */
  unmodifiedSince: Stamp | null;
}
