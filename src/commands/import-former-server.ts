import { type FormerImportReport, importServerFull } from '../import/server-full/import-server-full.ts';
import { isFormerVerifier } from '../legacy/passwords/former-verifier.ts';
import { CommandError, UsageError } from './command.ts';
import { importWithProgress, refuseWhileRunning } from './import-progress.ts';
import { withContext } from './with-context.ts';

/** What stands on the command line. */
export interface FormerImportValues {
  from?: string | undefined;
  tokens?: string | undefined;
  users?: string | undefined;
  quota?: string | undefined;
  'dry-run'?: boolean | undefined;
}

/**
 * `foxden import server-full`.
 *
 * @throws {UsageError} With `help`.
 */
export async function importFormerServer(values: FormerImportValues, help: string): Promise<number> {
  const { from, users, quota, tokens, 'dry-run': dryRun = false } = values;
  const isQuota = quota === undefined || /^\d{1,9}$/.test(quota);
  if (from === undefined || tokens !== undefined || !isQuota) throw new UsageError(help);
  return withContext(
    async ({ config, db, now }) => {
      if (!config.legacy) {
        throw new CommandError('FOXDEN_LEGACY is off, so nobody could use these accounts. Remove it, then try again.');
      }
      if (!dryRun)
        await refuseWhileRunning(config, 'somebody could make an account under a name that is still to come');
      const quotaBytes = quota === undefined ? null : Number(quota) * 1024;
      const options = { from, ...(users === undefined ? {} : { users }), quotaBytes, dryRun };
      const ctx = { db, now, isKnownVerifier: isFormerVerifier };
      const onWait = (words: string) => console.error(`foxden import: ${words}`);
      const report = await importWithProgress((onProgress) =>
        importServerFull(ctx, { ...options, onProgress, onWait }),
      );
      console.log(inWords(report, dryRun, config.publicUrl));
      return 0;
    },
    { isFirst: true },
  );
}

function inWords(report: FormerImportReport, dryRun: boolean, publicUrl: string | null): string {
  const { users, locked, withoutPassword, present, nameless, records, bytes, expired, unreadable } = report;
  const size = dryRun ? '' : ` (${Math.round(bytes / 1024)} KiB)`;
  const lines = [`${dryRun ? 'Would take over' : 'Taken over'}: ${users} users, ${records} records${size}.`];
  if (locked > 0) lines.push(`${locked} of these users were locked there, and are here.`);
  if (withoutPassword > 0) {
    lines.push(
      `${withoutPassword} of these users need a new password: what the other server kept of theirs is unknown.`,
    );
  }
  if (present > 0) lines.push(`Left alone: ${present} accounts whose names are here already.`);
  if (nameless > 0) lines.push(`Not copied: ${nameless} accounts whose names no browser could send.`);
  if (expired > 0) lines.push(`Not copied: ${expired} records that had expired.`);
  if (unreadable > 0) lines.push(`Not copied: ${unreadable} records that no browser could have asked for.`);
  const address = publicUrl === null ? 'its address' : `${publicUrl}/`;
  if (!dryRun) {
    lines.push(
      'All counts fit. Start Foxden now. Browsers go on without noticing if it has the address of the other server; else ' +
        `set services.sync.serverURL to ${address} in each, and restart it.`,
    );
  }
  return lines.join('\n');
}
