import { parseArgs } from 'node:util';
import { examine, renderFindings } from '../admin/doctor/doctor.ts';
import type { DoctorContext } from '../admin/doctor/finding.ts';
import { newestBackup } from '../backup/newest-backup.ts';
import { type Config, createConfig } from '../config/config.ts';
import { nameCommands } from '../config/installation.ts';
import { readEnv, unknownInWords, unknownNames } from '../config/read-env.ts';
import { askSupervisor, NotRunningError } from '../control/control-client.ts';
import { databaseExists, openDatabase } from '../database/database.ts';
import type { Command } from './command.ts';

/** `foxden doctor`. */
export const doctor: Command = {
  help: `Usage: foxden doctor [--json]

Looks at the address, DNS, certificate, database, disk, backups, clock and settings, and says what to do about each thing
that is wrong. Exit code: 0 when there is no problem, 1 otherwise.`,
  async run(args) {
    const { json } = parseArgs({ args, options: { json: { type: 'boolean' } } }).values;
    const config = createConfig(readEnv(process.env));
    const database = open(config);
    try {
      const unknownSettings = unknownNames(process.env).map(unknownInWords);
      const isRunning = await runs(config);
      const backupDir = config.backup.dir;
      const findings = await examine({
        config,
        ...database,
        backupDir,
        newestBackup: () => newestBackup(backupDir),
        now: Date.now,
        isRunning,
        unknownSettings,
      });
      console.log(json ? JSON.stringify(findings, null, 2) : nameCommands(renderFindings(findings)));
      return findings.some((finding) => finding.state === 'problem') ? 1 : 0;
    } finally {
      await database.db?.close();
    }
  },
};

function open({ database }: Config): Pick<DoctorContext, 'db' | 'databaseError'> {
  try {
    return { db: databaseExists(database) ? openDatabase(database) : null };
  } catch (databaseError) {
    return { db: null, databaseError };
  }
}

async function runs(config: Config): Promise<boolean> {
  try {
    await askSupervisor(config, 'GET /status');
    return true;
  } catch (error) {
    if (error instanceof NotRunningError) return false;
    throw error;
  }
}
