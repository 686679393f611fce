import { parseArgs } from 'node:util';
import { type ImportOptions, type ImportReport, importServer } from '../import/import-server.ts';
import { userEmail } from '../token/user-email.ts';
import { type Command, UsageError } from './command.ts';
import { importFormerServer } from './import-former-server.ts';
import { withPassword } from './import-password.ts';
import { importWithProgress, refuseWhileRunning } from './import-progress.ts';
import { withContext } from './with-context.ts';

const help = `Usage: foxden import syncstorage-rs --from URL [--tokens URL] [--dry-run]
       foxden import syncserver --from URL [--tokens URL] [--dry-run]
       foxden import server-full --from URL [--users URL] [--quota KIB] [--dry-run]

Takes over users and data of another Sync server that works with Mozilla accounts: syncstorage-rs (in Rust) or syncserver
(the older one, in Python). URL is sqlite:PATH, mysql://user@host:port/name or postgres://user@host:port/name. Where the token
server's tables are in another database, name it by --tokens. The password comes from --password-file FILE, from
FOXDEN_IMPORT_PASSWORD or FOXDEN_IMPORT_PASSWORD_FILE, or is asked for: on a command line everybody on the machine can
read it.

For browsers to notice nothing, set before the first start of this Foxden
  FOXDEN_ACCOUNTS=mozilla
  FOXDEN_PUBLIC_URL     to the address of the other server
  FOXDEN_MASTER_SECRET  to the other server's secret
and stop both servers during the import. It can be started again when it was interrupted. --dry-run reads and counts, and
writes nothing. Uploads that were not yet complete and records that have expired stay behind.

server-full is the Sync 1.1 server of 2010 to 2013, for Pale Moon and old Firefox: accounts with their passwords, and data.
URL is the sqluri of its sync.conf; --users where [auth] has another one. --quota gives each user a quota of their own, as
quota_size did. Accounts that are here already are left alone.`;

/** `foxden import`. */
export const importCommand: Command = {
  help,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        tokens: { type: 'string' },
        users: { type: 'string' },
        quota: { type: 'string' },
        'password-file': { type: 'string' },
        'dry-run': { type: 'boolean' },
      },
    });
    const [kind, ...rest] = positionals;
    if (kind === 'server-full' && rest.length === 0) return importFormerServer(await complete(values), help);
    if (values.users !== undefined || values.quota !== undefined) throw new UsageError(help);
    if ((kind !== 'syncstorage-rs' && kind !== 'syncserver') || rest.length > 0 || values.from === undefined) {
      throw new UsageError(help);
    }
    const { 'password-file': passwordFile, 'dry-run': dryRun } = values;
    const from = await withPassword(values.from, passwordFile);
    const tokens = values.tokens === undefined ? undefined : await withPassword(values.tokens, passwordFile);
    return withContext(
      async ({ config, db, now }) => {
        if (!dryRun) await refuseWhileRunning(config, 'nobody may get a token before all data has arrived');
        const options: ImportOptions = {
          kind,
          from,
          tokens,
          dryRun,
          onWait: (words) => console.error(`foxden import: ${words}`),
        };
        const report = await importWithProgress((onProgress) =>
          importServer({ config, db, userEmail, now }, { ...options, onProgress }),
        );
        console.log(inWords(report, dryRun ?? false, config.publicUrl!));
        return 0;
      },
      { isFirst: true },
    );
  },
};

async function complete<Values extends { from?: string; users?: string; 'password-file'?: string }>(values: Values) {
  const { from, users, 'password-file': file } = values;
  return {
    ...values,
    ...(from !== undefined && { from: await withPassword(from, file) }),
    ...(users !== undefined && { users: await withPassword(users, file) }),
  };
}

function inWords(report: ImportReport, dryRun: boolean, publicUrl: string): string {
  const { users, earlier, replaced, records, bytes, expired, unreadable, formerNode } = report;
  const size = dryRun ? '' : ` (${Math.round(bytes / 1024)} KiB)`;
  const lines = [`${dryRun ? 'Would take over' : 'Taken over'}: ${users} users, ${records} records${size}.`];
  if (earlier > 0)
    lines.push(`Data of ${earlier} of these users had been copied by an earlier run and is not counted.`);
  if (replaced > 0) lines.push(`Not copied: data of ${replaced} former users, which no browser can reach any more.`);
  if (expired > 0) lines.push(`Not copied: ${expired} records that had expired.`);
  if (unreadable > 0) lines.push(`Not copied: ${unreadable} records that no browser could have asked for.`);
  if (formerNode !== null && formerNode !== publicUrl) {
    lines.push(
      `The address changes from ${formerNode} to ${publicUrl}: set it in every browser. Desktop browsers go on where they ` +
        'were; phones compare everything once.',
    );
  }
  if (!dryRun) lines.push('All counts fit. Start Foxden now.');
  return lines.join('\n');
}
