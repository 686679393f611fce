import type { Database } from '../../database/database.ts';
import { type Lease, withLease } from '../../database/lease.ts';
import type { UserCounts } from '../copy-user.ts';
import type { ImportProgress } from '../import-server.ts';
import { openSource } from '../source/open-source.ts';
import { legacyNames } from '../store/legacy-rows.ts';
import { copyFormerUser } from './copy-former-user.ts';
import { type FormerStorage, openFormerStorage } from './former-storage.ts';
import { type FormerUser, readFormerUsers } from './former-users.ts';

/** What the import works with. */
export interface FormerImportContext {
  db: Database;
  /** Tells the time in ms. */
  now(): number;
  /** Whether a password can be checked against what the other server kept of it. */
  isKnownVerifier(verifier: string): boolean;
}

/** What to take over, and from where. */
export interface FormerImportOptions {
  /** URL of the database with the table `wbo`. */
  from: string;
  /** URL of the database with the table `user`, when it is another one. */
  users?: string;
  /** Quota of each user, bytes; null: the general one. */
  quotaBytes: number | null;
  /** Reads everything and writes nothing. */
  dryRun?: boolean;
  /** Told after each user. */
  onProgress?: (progress: ImportProgress) => void;
  /** Told in words when another import has to end first. */
  onWait?: (words: string) => void;
}

/** What an import did, or in a dry run would do. */
export interface FormerImportReport extends UserCounts {
  /** Users taken over with their data. */
  users: number;
  /** Of those, how many were locked out there, and are here. */
  locked: number;
  /** Of those, how many need a new password: what is kept of theirs has an unknown form. */
  withoutPassword: number;
  /** Left alone because an account of that name is here: of an earlier, cut-off run, or made here. */
  present: number;
  /** Rows of accounts whose names no client could send. */
  nameless: number;
}

/**
 * Takes over accounts and data of the server of the 2013 guide, one user after the other, each wholly or not at all. So an
 * import that was cut off is simply run again.
 *
 * @throws {ImportError} In words; the users that had been taken over by then stay.
 */
export async function importServerFull(
  ctx: FormerImportContext,
  options: FormerImportOptions,
): Promise<FormerImportReport> {
  const storageSource = await openSource(options.from);
  const userSource = options.users === undefined ? storageSource : await openSource(options.users);
  try {
    const { users, unreadable } = await readFormerUsers(userSource);
    const storage = await openFormerStorage(storageSource);
    const present = await legacyNames(ctx.db.query);
    const wanted = users.filter(({ name }) => !present.has(name));
    const report: FormerImportReport = {
      users: wanted.length,
      locked: wanted.filter(({ isActive }) => !isActive).length,
      withoutPassword: wanted.filter(({ verifier }) => !ctx.isKnownVerifier(verifier)).length,
      present: users.length - wanted.length,
      nameless: unreadable,
      records: 0,
      bytes: 0,
      expired: 0,
      unreadable: 0,
    };
    if (options.dryRun) await countAll(storage, wanted, report, options);
    else {
      const copy = (lease: Lease) => copyAll(ctx, lease, storage, wanted, report, options);
      await withLease(ctx.db, 'import', copy, { onWait: options.onWait });
    }
    return report;
  } finally {
    await storageSource.close();
    if (userSource !== storageSource) await userSource.close();
  }
}

async function copyAll(
  ctx: FormerImportContext,
  lease: Lease,
  storage: FormerStorage,
  users: FormerUser[],
  report: FormerImportReport,
  { quotaBytes, onProgress }: FormerImportOptions,
): Promise<void> {
  for (const [i, user] of users.entries()) {
    const counts = await copyFormerUser(ctx.db, lease, storage, user, { quotaBytes, now: ctx.now() });
    for (const name of ['records', 'bytes', 'expired', 'unreadable'] as const) report[name] += counts[name];
    onProgress?.({ users: i + 1, totalUsers: users.length, records: report.records });
  }
}

async function countAll(
  storage: FormerStorage,
  users: FormerUser[],
  report: FormerImportReport,
  { onProgress }: FormerImportOptions,
): Promise<void> {
  for (const [i, user] of users.entries()) {
    report.records += await storage.count(user.id);
    onProgress?.({ users: i + 1, totalUsers: users.length, records: report.records });
  }
}
