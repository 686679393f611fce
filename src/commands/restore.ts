import { accessSync, constants, createWriteStream, readFileSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { RestoreReport } from '../backup/restore.ts';
import type { Config } from '../config/config.ts';
import { askSupervisor, NotRunningError } from '../control/control-client.ts';
import { explaining } from '../failures/explain.ts';
import type { TellProgress } from '../log/progress.ts';
import { withProgress } from '../log/with-progress.ts';
import { restoreArchive } from '../supervisor/restore-archive.ts';
import { type PersonRestored, type PersonToRestore, restorePerson } from '../supervisor/restore-person.ts';
import { auditCommand } from './audit-command.ts';
import { type Command, CommandError, UsageError } from './command.ts';
import { commandConfig, withContext } from './with-context.ts';

/** `foxden restore`. */
export const restore: Command = {
  help: `Usage: foxden restore FILE|- [--passphrase-file FILE] [--json]
       foxden restore FILE|- --user NAME [--collection NAME] [--legacy] [--passphrase-file FILE] [--json]

Replaces the database and the keys by those of a backup, on this database or another one. What is there now is saved first
(before-restore in the backups folder). If Foxden runs, its workers pause meanwhile. Browsers then reconcile what they have
with what was restored; nothing that they have is lost.
--user: brings only this person's records back, named by mail address or uid, while Foxden goes on; nobody else, no account and no
key is touched. Needs nobody's password: the records stay encrypted.
--collection: of them only bookmarks, history, passwords, forms, prefs, addons, tabs, addresses or creditcards.
--legacy: the person has an account of Sync 1.1.
-: reads the backup from standard input, as foxden restore - < FILE.
--passphrase-file: names a file with the backup's passphrase, when it was made by another installation;
or set FOXDEN_BACKUP_PASSPHRASE to it before Foxden is started.
--json: an object with rows (by table) and, when there was something to save first, restorePoint; of one person, records (by
collection) instead of rows, and uid.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      options: {
        'passphrase-file': { type: 'string' },
        user: { type: 'string' },
        collection: { type: 'string' },
        legacy: { type: 'boolean' },
        json: { type: 'boolean' },
      },
      allowPositionals: true,
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new UsageError('Name one backup: foxden restore FILE');
    const { user, collection, legacy, json } = values;
    if (user === undefined && (collection !== undefined || legacy)) {
      throw new UsageError('Name the person too: foxden restore FILE --user NAME [--collection NAME] [--legacy]');
    }
    const person = user === undefined ? undefined : { user, collection, legacy };
    const named = values['passphrase-file'];
    const passphrase = named === undefined ? undefined : readFileSync(named, 'utf8').trim();
    if (file !== '-') {
      accessSync(file, constants.R_OK);
      const config = commandConfig({ mayMakeDataDir: person === undefined });
      return bringBack(config, { file: resolve(file), passphrase, name: file }, { person, json });
    }
    const config = commandConfig({ mayMakeDataDir: person === undefined });
    const received = join(config.dataDir, `received-${process.pid}.foxden`);
    try {
      await explaining(config, () => receive(received));
      return await bringBack(config, { file: received, passphrase, name: 'standard input' }, { person, json });
    } finally {
      await rm(received, { force: true });
    }
  },
};

/** Saves standard input, from which a backup can be read only once, in a file that the running Foxden can read as well. */
async function receive(file: string): Promise<void> {
  if (process.stdin.isTTY) throw new UsageError('Give the backup on standard input: foxden restore - < FILE');
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await pipeline(process.stdin, createWriteStream(file, { mode: 0o600 }));
  if ((await stat(file)).size === 0)
    throw new CommandError('Nothing came from standard input. Write: foxden restore - < FILE');
}

/** Where a backup is, as the running Foxden finds it, and what the user calls it. */
interface Source {
  file: string;
  passphrase: string | undefined;
  name: string;
}

type Person = Omit<PersonToRestore, keyof Source>;

async function bringBack(
  config: Config,
  source: Source,
  { person, json }: { person?: Person; json?: boolean },
): Promise<number> {
  const { report, words } = person ? await restoreOne(config, source, person) : await restoreAll(config, source);
  console.log(json ? JSON.stringify(report, null, 2) : words);
  return 0;
}

async function restoreAll(config: Config, { name, ...what }: Source): Promise<{ report: object; words: string }> {
  const report = await askOrDo<RestoreReport>(config, 'POST /restore', what, (tell) =>
    restoreArchive(config, what, tell),
  );
  const count = sum(report.rows);
  await auditCommand(config, `restore of ${count} rows`);
  const lines = [`Restored ${count} rows from ${name}.`];
  if (report.restorePoint) lines.push(`What was there before is in ${report.restorePoint}.`);
  return { report, words: lines.join('\n') };
}

async function restoreOne(
  config: Config,
  { name, ...source }: Source,
  person: Person,
): Promise<{ report: object; words: string }> {
  const what: PersonToRestore = { ...source, ...person };
  const report = await askOrDo<PersonRestored>(config, 'POST /restore/person', what, (tell) =>
    withContext(() => restorePerson(config, what, tell)),
  );
  const { records, restorePoint, uid } = report;
  await auditCommand(config, `restore of ${sum(records)} records of one person`, uid);
  const lines = [
    `Restored from ${name}, of ${person.user}:`,
    ...Object.entries(records).map(([collection, count]) => `  ${collection}: ${count}`),
    `What was there before is in ${restorePoint}.`,
    'Their browsers reconcile what they have with it at the next sync. What a browser has beside it is uploaded again.',
  ];
  return { report, words: lines.join('\n') };
}

/** Has the running Foxden do something, or does it here when none runs; shows how far it is. */
function askOrDo<T>(
  config: Config,
  target: string,
  body: unknown,
  work: (tell: TellProgress) => Promise<T>,
): Promise<T> {
  return withProgress(async (tell) => {
    try {
      return await askSupervisor<T>(config, target, body, tell);
    } catch (error) {
      if (error instanceof NotRunningError) return explaining(config, () => work(tell));
      throw error;
    }
  });
}

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, n) => all + n, 0);
