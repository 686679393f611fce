import type {
  BatchCommand,
  Bso,
  DeleteBsoCommand,
  DeleteBsosCommand,
  DeleteStorageCommand,
  OffsetKey,
  PostCommand,
  PutCommand,
  ReadCommand,
  WriteTarget,
} from './commands.ts';
import type { LegacyStorage } from './legacy-engine.ts';
import type { Stamp } from './stamp.ts';
import type { VersionStorage } from './versions.ts';

/** One entry a collection, with the storage's own stamp: the last one given to this user. */
export interface CollectionFacts {
  modified: Stamp;
  collections: { name: string; value: number }[];
  /** As it was written last, by who has asked: an engine that gives the same facts again gives this too. */
  written?: string;
}

/** One page of a collection, read from one snapshot. */
export interface CollectionPage {
  /** Stamp of the collection; 0 when it doesn't exist. */
  modified: Stamp;
  /** Number of records in the page. */
  total: number;
  /** Where the next page starts; null when nothing follows. */
  next: OffsetKey | null;
  /** The first records in order; without `full` only their ids and stamps are set. */
  records: Bso[];
  /** The records behind those, still in the database; null when `records` are all. Must be closed. */
  more: RecordStream | null;
  /** `records` as JSON, as it was written last by who has asked: an engine that gives the same page again gives this too. */
  written?: string;
}

/** Records on their way out of the database. Holds a connection until it is closed. */
export interface RecordStream {
  /** The next records, a portion of bounded size; null at the end. */
  take(): Promise<Bso[] | null>;
  /** Gives the connection back, at the end or before it. May be called more than once. */
  close(): void;
}

/** A write that has been committed durably. */
export interface WriteResult {
  /** Stamp of the write, or of the unchanged collection for a batch that is still open. */
  modified: Stamp;
  /** Bytes that are left of the quota; null without one. */
  quotaRemaining: number | null;
}

/** Sizes of one collection of one user. `bytes` includes records that have expired but are not purged yet. */
export interface CollectionSize {
  uid: number;
  collection: string;
  records: number;
  bytes: number;
}

/** What a purge has removed. */
export interface PurgeReport {
  records: number;
  batches: number;
}

/**
 * Storage of sync records on one database. Knows no HTTP. Every write happens all or nothing: it takes the user's lock,
 * checks preconditions and quota, stamps, writes, and is answered after a durable commit (sync15.md §20); it is repeated
 * inside while the database reports a conflict.
 *
 * Writes throw {@link StorageRefusal} when a precondition, the quota or a batch forbids them, and DatabaseBusyError when
 * the database stays busy; either way nothing has changed.
 */
export interface StorageEngine {
  /** Known at once where that costs no look into the database, or a short one. */
  collectionStamps(uid: number): CollectionFacts | Promise<CollectionFacts>;
  /** Live records of each collection that has any. */
  collectionCounts(uid: number): Promise<CollectionFacts>;
  /** Bytes of live payloads of each collection that has any. */
  collectionUsage(uid: number): Promise<CollectionFacts>;
  /** A record that exists and has not expired. */
  readBso(uid: number, collection: string, id: string): Promise<Bso | undefined>;
  readCollection(command: ReadCommand): CollectionPage | Promise<CollectionPage>;
  put(command: PutCommand): Promise<WriteResult>;
  post(command: PostCommand): Promise<WriteResult>;
  openBatch(command: PostCommand): Promise<WriteResult & { batch: string }>;
  appendBatch(command: BatchCommand): Promise<WriteResult>;
  commitBatch(command: BatchCommand): Promise<WriteResult>;
  deleteBso(command: DeleteBsoCommand): Promise<Stamp>;
  /** Removes those that exist; the stamp is the storage's when the collection doesn't exist. */
  deleteBsos(command: DeleteBsosCommand): Promise<Stamp>;
  /** Removes the collection with its open batches; the stamp is the storage's when it doesn't exist. */
  deleteCollection(command: WriteTarget): Promise<Stamp>;
  /** Removes everything but the user's last stamp. */
  deleteStorage(command: DeleteStorageCommand): Promise<Stamp>;
  /** Removes everything of a user who will not come back. */
  deleteUser(uid: number): Promise<void>;
  /** What records were before they were changed. */
  versions: VersionStorage;
  /** What clients of Sync 1.1 need beside the reads of facts. */
  legacy: LegacyStorage;
  /** Removes expired records and batches that were not committed in time, in small transactions; gives space back. */
  purge(): Promise<PurgeReport>;
  /** Sizes of every collection, largest first. */
  sizes(): Promise<CollectionSize[]>;
  close(): Promise<void>;
}
