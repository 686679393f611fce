import { rmSync } from 'node:fs';
import { adminLinkFile } from '../admin/admin-link.ts';
import { openPassphrase } from '../backup/passphrase.ts';
import { type RestoreReport, restore } from '../backup/restore.ts';
import type { Config } from '../config/config.ts';
import { version } from '../config/version.ts';
import type { TellProgress } from '../log/progress.ts';
import { renewSync } from '../storage/renew-sync.ts';

/**
 * Restores an archive as the settings say. No worker may run meanwhile.
 *
 * @param what - `file`: the archive; `passphrase`: of the archive, if it isn't this installation's own.
 * @throws {BackupError} When the archive can't be used; then nothing was touched.
 */
export async function restoreArchive(
  config: Config,
  what: { file: string; passphrase?: string },
  onProgress?: TellProgress,
): Promise<RestoreReport> {
  const passphrase = what.passphrase ?? openPassphrase(config).passphrase;
  const report = await restore({
    config,
    file: what.file,
    passphrase,
    backupDir: config.backup.dir,
    version,
    renewSync,
    onProgress,
  });
  // Its link was an invitation in the database that is gone.
  rmSync(adminLinkFile(config), { force: true });
  return report;
}
