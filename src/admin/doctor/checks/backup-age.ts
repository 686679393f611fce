import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Check, ok, warning } from '../finding.ts';

const hour = 3_600_000;

/** Age of the newest backup. */
export const checkBackupAge: Check = async ({ backupDir, now }) => {
  const names = (await readdir(backupDir).catch(() => [])).filter((name) => name.endsWith('.foxden'));
  const times = await Promise.all(names.map(async (name) => (await stat(join(backupDir, name))).mtimeMs));
  if (times.length === 0) {
    return [
      warning(
        'backup',
        `There is no backup in ${backupDir}.`,
        'Run `foxden backup` now; the nightly one follows by itself.',
      ),
    ];
  }
  const age = Math.floor((now() - Math.max(...times)) / hour);
  const says = `The newest of ${times.length} backups is ${age} hours old.`;
  if (age > 48)
    return [warning('backup', says, 'Run `foxden backup` and read what it says; look for "backup" in the log.')];
  return [ok('backup', says)];
};
