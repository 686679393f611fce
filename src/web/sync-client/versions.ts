import type { OpenRecord } from './records.ts';

/** What the server keeps of what was written over. */
export interface VersionsState {
  /** Nothing that was replaced after it is missing, ms; null: nothing is kept. */
  since: number | null;
  versions: number;
  bytes: number;
  /** How long it is kept. */
  days: number;
  /** How much is kept, in bytes. */
  most: number;
}

/** A record as it was until another one took its place. */
export interface OpenVersion extends OpenRecord {
  /** When that was, ms. */
  replaced: number;
  /** Id of the device whose write it was; undefined: not known. */
  device?: string;
}
