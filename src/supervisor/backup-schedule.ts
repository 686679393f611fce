import { backUp } from '../backup/back-up.ts';
import { passphraseNotice } from '../backup/passphrase.ts';
import type { Config } from '../config/config.ts';
import { openDatabase } from '../database/database.ts';
import { LeaseTakenError, takeLease } from '../database/lease.ts';
import { errorFields, type Logger } from '../log/logger.ts';
import type { ScheduledJob } from './schedule.ts';

/** The nightly backup, unless it is switched off. When several appliances share a database, one of them makes it. */
export function scheduledBackups(config: Config, log: Logger): ScheduledJob[] {
  if (config.backup.schedule === null) return [];
  return [{ name: 'backup', at: config.backup.schedule, run: () => nightlyBackup(config, log) }];
}

async function nightlyBackup(config: Config, log: Logger): Promise<void> {
  const db = openDatabase(config.database);
  try {
    // Kept until it runs out, so that an appliance whose clock is behind doesn't do it again.
    await takeLease(db, 'nightly-backup', { seconds: 3600 });
    const { file, bytes, madeIn } = await backUp(config, 'nightly');
    log.info('backup made', { file, bytes });
    if (madeIn) log.warn(passphraseNotice(madeIn));
  } catch (error) {
    if (error instanceof LeaseTakenError) log.debug('another appliance makes the backup');
    else log.error('the backup failed; `foxden backup` tries again', errorFields(error));
  } finally {
    await db.close();
  }
}
