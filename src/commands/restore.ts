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
import { auditCommand } from './audit-command.ts';
import { type Command, CommandError, UsageError } from './command.ts';
import { commandConfig } from './with-context.ts';

/** `foxden restore`. */
export const restore: Command = {
  help: `Usage: foxden restore FILE|- [--passphrase-file FILE]

Replaces the database and the keys by those of a backup, on this database or another one. What is there now is saved first
(before-restore in the backups folder). If Foxden runs, its workers pause meanwhile. Browsers then reconcile what they have
with what was restored; nothing that they have is lost.
-: reads the backup from standard input, as foxden restore - < FILE.
--passphrase-file: names a file with the backup's passphrase, when it was made by another installation;
or set FOXDEN_BACKUP_PASSPHRASE to it before Foxden is started.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      options: { 'passphrase-file': { type: 'string' } },
      allowPositionals: true,
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new UsageError('Name one backup: foxden restore FILE');
    const named = values['passphrase-file'];
    const passphrase = named === undefined ? undefined : readFileSync(named, 'utf8').trim();
    if (file !== '-') {
      accessSync(file, constants.R_OK);
      return restoreFrom(commandConfig({ mayMakeDataDir: true }), resolve(file), passphrase, file);
    }
    const config = commandConfig({ mayMakeDataDir: true });
    const received = join(config.dataDir, `received-${process.pid}.foxden`);
    try {
      await explaining(config, () => receive(received));
      return await restoreFrom(config, received, passphrase, 'standard input');
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

async function restoreFrom(
  config: Config,
  file: string,
  passphrase: string | undefined,
  name: string,
): Promise<number> {
  const what = { file, passphrase };
  const { rows, restorePoint } = await askSupervisor<RestoreReport>(config, 'POST /restore', what).catch((error) => {
    if (error instanceof NotRunningError) return explaining(config, () => restoreArchive(config, what));
    throw error;
  });
  const count = Object.values(rows).reduce((sum, n) => sum + n, 0);
  await auditCommand(config, `restore of ${count} rows`);
  console.log(`Restored ${count} rows from ${name}.`);
  if (restorePoint) console.log(`What was there before is in ${restorePoint}.`);
  return 0;
}
