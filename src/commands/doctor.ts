import { examine, renderFindings } from '../admin/doctor/doctor.ts';
import { createConfig } from '../config/config.ts';
import { readEnv, unknownNames } from '../config/read-env.ts';
import { databaseExists, openDatabase } from '../database/database.ts';
import type { Command } from './command.ts';

/** `foxden doctor`. */
export const doctor: Command = {
  help: `Usage: foxden doctor

Looks at the address, DNS, certificate, database, disk, backups, clock and settings, and says what to do about each thing
that is wrong. Exit code: 0 when there is no problem, 1 otherwise.`,
  async run() {
    const config = createConfig(readEnv(process.env));
    const db = databaseExists(config.database) ? openDatabase(config.database) : null;
    try {
      const unknownSettings = unknownNames(process.env);
      const findings = await examine({ config, db, backupDir: config.backup.dir, now: Date.now, unknownSettings });
      console.log(renderFindings(findings));
      return findings.some((finding) => finding.state === 'problem') ? 1 : 0;
    } finally {
      await db?.close();
    }
  },
};
