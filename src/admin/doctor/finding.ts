import type { Config } from '../../config/config.ts';
import type { Database } from '../../database/database.ts';
import type { Saying } from '../../failures/saying.ts';

/** What one check of `foxden doctor` found. */
export interface Finding {
  /** Two or three words: what was looked at. */
  check: string;
  state: 'ok' | 'warning' | 'problem';
  /** What was found, in a sentence. */
  says: string;
  /** What to do about it; absent when all is well. */
  fix?: string;
  /** Both for those who say it in another language; absent where only the command finds it. */
  saying?: Saying | undefined;
}

/** What the checks look at. */
export interface DoctorContext {
  config: Config;
  /** Null when there is none yet, or none that can be opened. */
  db: Database | null;
  /** Why the database can't be opened. */
  databaseError?: unknown;
  /** Whether Foxden runs on this data dir; otherwise nothing can answer. */
  isRunning: boolean;
  /** Folder of the backups. */
  backupDir: string;
  /** The newest backup with its time in ms, and how many there are. */
  newestBackup(): Promise<{ at: number; count: number } | undefined>;
  /** ms since the epoch. */
  now: () => number;
  /** Sentences about names that look like settings but aren't. */
  unknownSettings: string[];
  /** Where the Nginx of compose.yaml tells its version, for tests. */
  nginxVersion?: string;
}

/** One check. It may throw: then the error is the finding. */
export type Check = (ctx: DoctorContext) => Promise<Finding[]>;

/** Findings, shortly. */
export const ok = (check: string, says: string, saying?: Saying): Finding => ({ check, state: 'ok', says, saying });
export const warning = (check: string, says: string, fix: string, saying?: Saying): Finding => ({
  ...{ check, state: 'warning', says, fix, saying },
});
export const problem = (check: string, says: string, fix: string, saying?: Saying): Finding => ({
  ...{ check, state: 'problem', says, fix, saying },
});
