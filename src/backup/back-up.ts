import type { Config } from '../config/config.ts';
import { version } from '../config/version.ts';
import { databaseExists, openDatabase } from '../database/database.ts';
import { schemaVersion } from '../database/migrate.ts';
import type { TellProgress } from '../log/progress.ts';
import { BackupError } from './backup-error.ts';
import { type BackupReport, createBackup } from './create-backup.ts';
import { openPassphrase } from './passphrase.ts';
import { pruneBackups } from './retention.ts';

const keep = { daily: 7, weekly: 4, monthly: 3 };

/**
 * Makes a backup as the settings say, and deletes nightly ones that are older than the rules keep them.
 *
 * @param label - Part of the file's name: nightly, manual, before-upgrade.
 * @param options - `signal` ends it; no file is left then. `onProgress` is called with how far it is.
 * @returns The report, and the file of a passphrase that was made on the way.
 * @throws {BackupError} When there is nothing to save, or what was written does not read back.
 */
export async function backUp(
  config: Config,
  label: string,
  options: { signal?: AbortSignal; onProgress?: TellProgress } = {},
): Promise<BackupReport & { madeIn?: string }> {
  const schema = await schemaOf(config.database);
  if (schema === 0) {
    throw new BackupError('There is no database yet, so there is nothing to save. Start Foxden first.', {
      id: 'nothing to save',
      facts: {},
    });
  }
  const { passphrase, madeIn } = openPassphrase(config);
  const report = await createBackup({ config, dir: config.backup.dir, label, passphrase, schema, version, ...options });
  if (label === 'nightly') await pruneBackups(config.backup.dir, keep);
  return { ...report, madeIn };
}

async function schemaOf(database: Config['database']): Promise<number> {
  if (!databaseExists(database)) return 0;
  const db = openDatabase(database);
  return schemaVersion(db).finally(() => db.close());
}
