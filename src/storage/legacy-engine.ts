import type { Bso, GrowingWrite, IncomingBso, SortOrder } from './commands.ts';
import type { CollectionPage } from './engine.ts';
import type { Stamp } from './stamp.ts';

// What storage does for clients of Sync 1.1 beside what both generations share. Their users have uids of their own, so no
// record is ever reached from both sides.

/** A record as a client of Sync 1.1 sends it, checked (sync11.md §2.3). */
export interface LegacyIncomingBso extends IncomingBso {
  parentid: string | null;
  predecessorid: string | null;
}

/** A stored record on its way out. */
export interface LegacyBso extends Bso {
  parentid: string | null;
  predecessorid: string | null;
}

/** Which records of a collection; absent filters are null (sync11.md §2.4). */
export interface LegacySelection {
  uid: number;
  collection: string;
  ids: string[] | null;
  parentid: string | null;
  predecessorid: string | null;
  newer: Stamp | null;
  older: Stamp | null;
  indexAbove: number | null;
  indexBelow: number | null;
  sort: SortOrder;
  /** Null: all. */
  limit: number | null;
  /** How many to leave out first; counts only with a limit. */
  skip: number;
}

export interface LegacyReadCommand extends LegacySelection {
  full: boolean;
}

export interface LegacyDeleteCommand extends LegacySelection {
  unmodifiedSince: Stamp | null;
}

/** Records to write; each id once. */
export interface LegacyWriteCommand extends GrowingWrite {
  bsos: LegacyIncomingBso[];
}

/** What came of a write: nothing has changed when it was refused. */
export type LegacyOutcome =
  | { refused: 'modified since' | 'over quota' }
  /** `quotaRemaining`: bytes that were left before the write; null without a quota. */
  | { refused: null; modified: Stamp; quotaRemaining: number | null };

/**
 * Storage as Sync 1.1 has it, on the same tables. Preconditions go by the collection's stamp, and a write is refused only when
 * nothing was left of the quota before it (sync11.md §2.5, §2.6).
 */
export interface LegacyStorage {
  readBso(uid: number, collection: string, id: string): Promise<LegacyBso | undefined>;
  /** Records are {@link LegacyBso}s when they are read in full. Null: too many downloads are under way. */
  readCollection(command: LegacyReadCommand): Promise<CollectionPage | null>;
  /** Writes any number of records; without any it only tells a stamp. */
  post(command: LegacyWriteCommand): Promise<LegacyOutcome>;
  /** Writes one record, with one statement less. */
  put(command: LegacyWriteCommand): Promise<LegacyOutcome>;
  /** Removes what matches. */
  deleteMatching(command: LegacyDeleteCommand): Promise<LegacyOutcome>;
  /** Removes the collection. */
  deleteCollection(target: { uid: number; collection: string; unmodifiedSince: Stamp | null }): Promise<LegacyOutcome>;
  /** Removes everything but the user's last stamp. */
  deleteStorage(uid: number): Promise<LegacyOutcome>;
}
