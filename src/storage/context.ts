import type { Config } from '../config/config.ts';
import type { Secrets } from '../config/secrets.ts';
import type { Announcer } from '../http/announcements.ts';
import type { DownloadLimits } from './download-limits.ts';
import type { StorageEngine } from './engine.ts';

/** What sync storage needs of the process's context. */
export interface StorageContext {
  config: Pick<Config, 'publicUrl' | 'limits' | 'quotaBytes' | 'versions'>;
  secrets: Pick<Secrets, 'masterSecrets'>;
  storage: StorageEngine;
  downloads: DownloadLimits;
  /** Which storage tokens were revoked before their time. */
  revocations: { check(accountUid: string, generation: number): 'good' | 'revoked' | 'unknown' };
  /** What the owner has the server tell its clients. */
  announcer: Announcer;
  /** Milliseconds. */
  now: () => number;
}
