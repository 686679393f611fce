import type { Config } from '../config/config.ts';
import { version } from '../config/version.ts';
import { openDatabase } from '../database/database.ts';
import { schemaVersion } from '../database/migrate.ts';
import { BackupError } from './backup-error.ts';
import { type BackupReport, createBackup } from './create-backup.ts';
import { openPassphrase } from './passphrase.ts';
import { pruneBackups } from './retention.ts';

const keep = { daily: 7, weekly: 4, monthly: 3 };

/**
 * Makes a backup as the settings say, and deletes nightly ones that are older than the rules keep them.
 *
 * @param label - Part of the file's name: nightly, manual, before-upgrade.
 * @returns The report, and the file of a passphrase that was made on the way.
 * @throws {BackupError} When there is nothing to save, or what was written does not read back.
 */
export async function backUp(config: Config, label: string): Promise<BackupReport & { madeIn?: string }> {
  const db = openDatabase(config.database);
  const schema = await schemaVersion(db).finally(() => db.close());
  if (schema === 0) throw new BackupError('The database is empty, so there is nothing to save. Start Foxden first.');
  const { passphrase, madeIn } = openPassphrase(config);
  const report = await createBackup({ config, dir: config.backup.dir, label, passphrase, schema, version });
  if (label === 'nightly') await pruneBackups(config.backup.dir, keep);
  return { ...report, madeIn };
}
