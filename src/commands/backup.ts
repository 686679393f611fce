import { constants, getPriority, setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { backUp } from '../backup/back-up.ts';
import { passphraseNotice } from '../backup/passphrase.ts';
import { explaining } from '../failures/explain.ts';
import { withProgress } from '../log/with-progress.ts';
import type { Command } from './command.ts';
import { commandConfig } from './with-context.ts';

const lowPriority = constants.priority.PRIORITY_BELOW_NORMAL;

/** `foxden backup`. */
export const backup: Command = {
  help: `Usage: foxden backup [--json]

Saves the database and the keys as they are at this moment into one encrypted file in the backups folder
(FOXDEN_BACKUP_DIR), and reads it back. Foxden may run meanwhile.
--json: an object with file, bytes, rows (by table) and, when the passphrase was made just now, passphraseFile.`,
  async run(args) {
    const { json } = parseArgs({ args, options: { json: { type: 'boolean' } } }).values;
    const config = commandConfig();
    giveWay();
    const { file, bytes, rows, madeIn } = await explaining(
      { database: config.database, dataDir: config.backup.dir },
      () => withProgress((onProgress) => backUp(config, 'manual', { onProgress })),
    );
    if (json) {
      console.log(JSON.stringify({ file, bytes, rows, passphraseFile: madeIn }, null, 2));
      return 0;
    }
    const count = Object.values(rows).reduce((sum, n) => sum + n, 0);
    console.log(`Saved ${count} rows in ${file} (${Math.ceil(bytes / 1024)} KiB), and read it back.`);
    if (madeIn) console.log(passphraseNotice(madeIn));
    return 0;
  },
};

/** Lets whoever syncs meanwhile come first. Where a sandbox forbids that, the backup is made all the same. */
function giveWay(): void {
  try {
    // Only root may go back from a lower one.
    setPriority(Math.max(getPriority(), lowPriority));
  } catch {}
}
