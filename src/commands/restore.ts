import { accessSync, constants, createWriteStream, readFileSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { RestoreReport } from '../backup/restore.ts';
import type { Config } from '../config/config.ts';
import { askSupervisor, NotRunningError } from '../control/control-client.ts';
import { explaining } from '../failures/explain.ts';
import { restoreArchive } from '../supervisor/restore-archive.ts';
import { type PersonRestored, type PersonToRestore, restorePerson } from '../supervisor/restore-person.ts';
import { auditCommand } from './audit-command.ts';
import { type Command, CommandError, UsageError } from './command.ts';
import { commandConfig, withContext } from './with-context.ts';

/** `foxden restore`. */
export const restore: Command = {
  help: `Usage: foxden restore FILE|- [--passphrase-file FILE]
       foxden restore FILE|- --user NAME [--collection NAME] [--legacy] [--passphrase-file FILE]

Replaces the database and the keys by those of a backup, on this database or another one. What is there now is saved first
(before-restore in the backups folder). If Foxden runs, its workers pause meanwhile. Browsers then reconcile what they have
with what was restored; nothing that they have is lost.
--user: brings only this person's records back, named by mail address or uid, while Foxden goes on; nobody else, no account and no
key is touched. Needs nobody's password: the records stay encrypted.
--collection: of them only bookmarks, history, passwords, forms, prefs, addons, tabs, addresses or creditcards.
--legacy: the person has an account of Sync 1.1.
-: reads the backup from standard input, as foxden restore - < FILE.
--passphrase-file: names a file with the backup's passphrase, when it was made by another installation;
or set FOXDEN_BACKUP_PASSPHRASE to it before Foxden is started.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      options: {
        'passphrase-file': { type: 'string' },
        user: { type: 'string' },
        collection: { type: 'string' },
        legacy: { type: 'boolean' },
      },
      allowPositionals: true,
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new UsageError('Name one backup: foxden restore FILE');
    const { user, collection, legacy } = values;
    if (user === undefined && (collection !== undefined || legacy)) {
      throw new UsageError('Name the person too: foxden restore FILE --user NAME [--collection NAME] [--legacy]');
    }
    const person = user === undefined ? undefined : { user, collection, legacy };
    const named = values['passphrase-file'];
    const passphrase = named === undefined ? undefined : readFileSync(named, 'utf8').trim();
    if (file !== '-') {
      accessSync(file, constants.R_OK);
      const config = commandConfig({ mayMakeDataDir: person === undefined });
      return bringBack(config, { file: resolve(file), passphrase }, file, person);
    }
    const config = commandConfig({ mayMakeDataDir: person === undefined });
    const received = join(config.dataDir, `received-${process.pid}.foxden`);
    try {
      await explaining(config, () => receive(received));
      return await bringBack(config, { file: received, passphrase }, 'standard input', person);
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

/** Where a backup is, as the running Foxden finds it. */
interface Source {
  file: string;
  passphrase: string | undefined;
}

type Person = Omit<PersonToRestore, keyof Source>;

const bringBack = (config: Config, source: Source, name: string, person?: Person): Promise<number> =>
  person ? restoreOne(config, source, name, person) : restoreAll(config, source, name);

async function restoreAll(config: Config, source: Source, name: string): Promise<number> {
  const { rows, restorePoint } = await askOrDo<RestoreReport>(config, 'POST /restore', source, () =>
    restoreArchive(config, source),
  );
  const count = sum(rows);
  await auditCommand(config, `restore of ${count} rows`);
  console.log(`Restored ${count} rows from ${name}.`);
  if (restorePoint) console.log(`What was there before is in ${restorePoint}.`);
  return 0;
}

async function restoreOne(config: Config, source: Source, name: string, person: Person): Promise<number> {
  const what: PersonToRestore = { ...source, ...person };
  const { records, restorePoint, uid } = await askOrDo<PersonRestored>(config, 'POST /restore/person', what, () =>
    withContext(() => restorePerson(config, what)),
  );
  await auditCommand(config, `restore of ${sum(records)} records of one person`, uid);
  console.log(`Restored from ${name}, of ${person.user}:`);
  for (const [collection, count] of Object.entries(records)) console.log(`  ${collection}: ${count}`);
  console.log(
    `What was there before is in ${restorePoint}.\nTheir browsers reconcile what they have with it at the next sync. What a browser ` +
      'has beside it is uploaded again.',
  );
  return 0;
}

/** Has the running Foxden do something, or does it here when none runs. */
async function askOrDo<T>(config: Config, target: string, body: unknown, work: () => Promise<T>): Promise<T> {
  try {
    return await askSupervisor<T>(config, target, body);
  } catch (error) {
    if (error instanceof NotRunningError) return explaining(config, work);
    throw error;
  }
}

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, n) => all + n, 0);
