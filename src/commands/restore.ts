import { accessSync, constants, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { RestoreReport } from '../backup/restore.ts';
import { askSupervisor, NotRunningError } from '../control/control-client.ts';
import { explaining } from '../failures/explain.ts';
import { restoreArchive } from '../supervisor/restore-archive.ts';
import { auditCommand } from './audit-command.ts';
import { type Command, UsageError } from './command.ts';
import { commandConfig } from './with-context.ts';

/** `foxden restore`. */
export const restore: Command = {
  help: `Usage: foxden restore FILE [--passphrase-file FILE]

Replaces the database and the keys by those of a backup, on this database or another one. What is there now is saved first
(before-restore in the backups folder). If Foxden runs, its workers pause meanwhile. Browsers then reconcile what they have
with what was restored; nothing that they have is lost.
--passphrase-file: names a file with the backup's passphrase, when it was made by another installation.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      options: { 'passphrase-file': { type: 'string' } },
      allowPositionals: true,
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new UsageError('Name one backup: foxden restore FILE');
    const named = values['passphrase-file'];
    const what = {
      file: resolve(file),
      passphrase: named === undefined ? undefined : readFileSync(named, 'utf8').trim(),
    };
    accessSync(what.file, constants.R_OK);
    const config = commandConfig({ mayMakeDataDir: true });
    const { rows, restorePoint } = await askSupervisor<RestoreReport>(config, 'POST /restore', what).catch((error) => {
      if (error instanceof NotRunningError) return explaining(config, () => restoreArchive(config, what));
      throw error;
    });
    const count = Object.values(rows).reduce((sum, n) => sum + n, 0);
    await auditCommand(config, `restore of ${count} rows`);
    console.log(`Restored ${count} rows from ${file}.`);
    if (restorePoint) console.log(`What was there before is in ${restorePoint}.`);
    return 0;
  },
};
