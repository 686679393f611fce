import { type Check, ok, warning } from '../finding.ts';

const hour = 3_600_000;

/** Age of the newest backup. */
export const checkBackupAge: Check = async ({ backupDir, newestBackup, now }) => {
  const newest = await newestBackup();
  if (!newest) {
    return [
      warning(
        'backup',
        `There is no backup in ${backupDir}.`,
        'Run `foxden backup` now; the nightly one follows by itself.',
        { id: 'no backup', facts: { folder: backupDir } },
      ),
    ];
  }
  const age = Math.floor((now() - newest.at) / hour);
  const which = newest.count === 1 ? 'The only backup' : `The newest of ${newest.count} backups`;
  const says = `${which} is ${age < 1 ? 'less than an hour' : age === 1 ? 'an hour' : `${age} hours`} old.`;
  const facts = { count: newest.count, hours: age };
  if (age > 48) {
    const fix = 'Run `foxden backup` and read what it says; look for "backup" in the log.';
    return [warning('backup', says, fix, { id: 'old backup', facts })];
  }
  return [ok('backup', says, { id: 'backup', facts })];
};
