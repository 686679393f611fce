import type { Bso } from './commands.ts';
import type { Stamp } from './stamp.ts';

/** How much of what was written over or deleted is kept. */
export interface VersionLimits {
  days: number;
  /** Of one user. */
  bytes: number;
}

/** What is kept of one user. */
export interface VersionsState {
  /** From when on nothing is missing; null: nothing is kept. */
  since: Stamp | null;
  versions: number;
  bytes: number;
}

/** A record as it was from `modified` until `replaced`. */
export interface Version extends Bso {
  replaced: Stamp;
  /** Id of the device whose write replaced it; null when that isn't known. */
  device: string | null;
}

/** Place of a version among those of its collection. */
export interface VersionKey {
  replaced: Stamp;
  id: string;
}

/** Some versions of a collection, in the order in which they were replaced. */
export interface VersionPage {
  versions: Version[];
  /** Behind which the next page starts; null when nothing follows. */
  next: VersionKey | null;
}

/**
 * Versions of records that were written over or deleted, for users who have switched that on. They are kept inside the write
 * that replaces them, and go by themselves after some days, or when they are too many.
 */
export interface VersionStorage {
  state(uid: number): Promise<VersionsState>;
  /** Begins to keep versions; when that has begun before, nothing changes. */
  keep(uid: number): Promise<void>;
  /** Ends it, and removes all that was kept. */
  forget(uid: number): Promise<void>;
  read(uid: number, collection: string, after: VersionKey | null): Promise<VersionPage>;
}
