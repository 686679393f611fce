import { randomBytes } from 'node:crypto';
import type { StorageLimits } from '../../config/storage-limits.ts';
import type { StatementListener } from '../../database/statement-listener.ts';
import type { DownloadLimits } from '../download-limits.ts';
import type { VersionLimits } from '../versions.ts';

/** What both storage engines are built with. */
export interface EngineSettings {
  /** Milliseconds. */
  now: () => number;
  /** Quota of each user in bytes; null: none. */
  quotaBytes: number | null;
  downloads: DownloadLimits;
  limits: Pick<StorageLimits, 'max_total_bytes' | 'max_total_records'>;
  /** How long what was written over is kept, for those who want it; null or absent: it never is. */
  versions?: VersionLimits | null;
  /** Called for every statement before it runs. */
  onStatement?: StatementListener;
  /** Called for every exchange with the database server. */
  onRoundTrip?: () => void;
}

/** Life of a batch that isn't committed, in centiseconds: two hours (sync15.md §12.1). */
export const batchLife = 7200 * 100;

/** How many of one user may be open at a time. Each device has one, and those that were cut off wait for their end. */
export const mostBatches = 50;

/** When a batch may be given up for another one's sake, in centiseconds: its device has begun anew by then. */
export const batchPatience = 15 * 60 * 100;

/** Makes the id of a batch: opaque, not to be guessed, and safe in a URL as it stands. */
export const newBatchId = (): string => randomBytes(16).toString('hex');
