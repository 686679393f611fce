import { type Lease, withLease } from '../database/lease.ts';
import { chooseOwnNode } from './choose-own-node.ts';
import type { ImportContext } from './context.ts';
import { copyTokenTables } from './copy-token-tables.ts';
import { copyUser, type UserCounts } from './copy-user.ts';
import { ImportError } from './import-error.ts';
import { checkTarget, markImport } from './import-mark.ts';
import { mergeNodes } from './merge-nodes.ts';
import { layouts } from './source/layout.ts';
import { openSource } from './source/open-source.ts';
import { openStorageTables, type StorageTables } from './source/storage-tables.ts';
import { readTokenTables } from './source/token-tables.ts';
import { finishedUsers } from './store/storage-rows.ts';

/** What to take over, and from where. */
export interface ImportOptions {
  kind: keyof typeof layouts;
  /** URL of the database with the storage tables. */
  from: string;
  /** URL of the database with the token tables, when it is another one. */
  tokens?: string;
  /** Reads everything and writes nothing. */
  dryRun?: boolean;
  /** Told after each user. */
  onProgress?: (progress: ImportProgress) => void;
  /** Told in words when the import has to wait for another process. */
  onWait?: (words: string) => void;
}

/** How far an import is. */
export interface ImportProgress {
  users: number;
  totalUsers: number;
  records: number;
}

/** What an import did, or in a dry run would do. */
export interface ImportReport extends UserCounts {
  /** Users taken over with their data. */
  users: number;
  /** Of those, how many an earlier, cut-off run had already copied; their records aren't counted again. */
  earlier: number;
  /** Former users, whose data no client can reach any more; only their rows are taken over. */
  replaced: number;
  /** Address of the node that this Foxden takes the place of; null when the other server didn't know it. */
  formerNode: string | null;
}

/**
 * Takes over everything of another Sync server: its users under their old uids, with all records and stamps, so that
 * browsers go on as if nothing had happened. Can be repeated after an interruption. Neither server may run meanwhile.
 *
 * @throws {ImportError} When it can't be done, in words; then no user has been taken over.
 */
export async function importServer(ctx: ImportContext, options: ImportOptions): Promise<ImportReport> {
  const { dryRun = false } = options;
  const publicUrl = checkMode(ctx, dryRun);
  const layout = layouts[options.kind];
  const storageSource = await openSource(options.from);
  const tokenSource = options.tokens === undefined ? storageSource : await openSource(options.tokens);
  try {
    const tokens = mergeNodes(await readTokenTables(tokenSource, layout), publicUrl);
    const own = chooseOwnNode(tokens, publicUrl);
    const storage = await openStorageTables(storageSource, layout);
    const current = tokens.users.filter((user) => user.replacedAt === null).map((user) => user.uid);
    await checkTarget(ctx.db.query, layout, storageSource.place);
    const report: ImportReport = {
      users: current.length,
      earlier: 0,
      replaced: tokens.users.length - current.length,
      formerNode: own?.node ?? null,
      records: 0,
      bytes: 0,
      expired: 0,
      unreadable: 0,
    };
    if (dryRun) return await countOnly(storage, current, report, options);
    const copy = async (lease: Lease) => {
      // Another import may have finished while this one waited.
      await markImport(ctx.db.query, await checkTarget(ctx.db.query, layout, storageSource.place));
      await copyUsers(ctx, storage, current, report, options, lease);
      await ctx.db.transaction(async (tx) => {
        await lease.confirm(tx);
        await copyTokenTables(tx, ctx, tokens, own, publicUrl);
      });
    };
    await withLease(ctx.db, 'import', copy, { onWait: options.onWait });
    return report;
  } finally {
    await storageSource.close();
    if (tokenSource !== storageSource) await tokenSource.close();
  }
}

function checkMode({ config }: ImportContext, dryRun: boolean): string {
  if (config.accounts.mode === 'embedded' && !dryRun) {
    throw new ImportError(
      'This Foxden keeps its own accounts, but the data of the other server is encrypted with keys of Mozilla accounts, ' +
        'which no account here has; nobody could read it. Nothing needs to be imported: every browser has all data itself ' +
        'and uploads it when its owner signs in here. To keep using Mozilla accounts, set FOXDEN_ACCOUNTS=mozilla first.',
    );
  }
  if (config.publicUrl === null) {
    throw new ImportError(
      'Set FOXDEN_PUBLIC_URL first: the address that browsers use, best the one of the other server.',
    );
  }
  return config.publicUrl;
}

async function copyUsers(
  ctx: ImportContext,
  storage: StorageTables,
  uids: number[],
  report: ImportReport,
  { onProgress }: ImportOptions,
  lease: Lease,
): Promise<void> {
  const finished = await finishedUsers(ctx.db.query);
  for (const [i, uid] of uids.entries()) {
    await lease.confirm();
    if (finished.has(uid)) report.earlier++;
    else add(report, await copyUser(ctx.db, storage, uid, ctx.now()));
    onProgress?.({ users: i + 1, totalUsers: uids.length, records: report.records });
  }
}

async function countOnly(
  storage: StorageTables,
  uids: number[],
  report: ImportReport,
  { onProgress }: ImportOptions,
): Promise<ImportReport> {
  for (const [i, uid] of uids.entries()) {
    for (const n of (await storage.counts(uid)).values()) report.records += n;
    onProgress?.({ users: i + 1, totalUsers: uids.length, records: report.records });
  }
  return report;
}

function add(report: ImportReport, counts: UserCounts): void {
  for (const name of ['records', 'bytes', 'expired', 'unreadable'] as const) report[name] += counts[name];
}
