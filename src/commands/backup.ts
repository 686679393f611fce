import { backUp } from '../backup/back-up.ts';
import { passphraseNotice } from '../backup/passphrase.ts';
import { explaining } from '../failures/explain.ts';
import type { Command } from './command.ts';
import { commandConfig } from './with-context.ts';

/** `foxden backup`. */
export const backup: Command = {
  help: `Usage: foxden backup

Saves the database and the keys as they are at this moment into one encrypted file in the backups folder
(FOXDEN_BACKUP_DIR), and reads it back. Foxden may run meanwhile.`,
  async run() {
    const config = commandConfig();
    const { file, bytes, rows, madeIn } = await explaining(
      { database: config.database, dataDir: config.backup.dir },
      () => backUp(config, 'manual'),
    );
    const count = Object.values(rows).reduce((sum, n) => sum + n, 0);
    console.log(`Saved ${count} rows in ${file} (${Math.ceil(bytes / 1024)} KiB), and read it back.`);
    if (madeIn) console.log(passphraseNotice(madeIn));
    return 0;
  },
};
