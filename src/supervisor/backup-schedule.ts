import { hostname } from 'node:os';
import { schedule } from 'node-cron';
import { backUp } from '../backup/back-up.ts';
import { passphraseNotice } from '../backup/passphrase.ts';
import type { Config } from '../config/config.ts';
import { openDatabase } from '../database/database.ts';
import { LeaseTakenError, takeLease } from '../database/lease.ts';
import { errorFields, type Logger } from '../log/logger.ts';

/**
 * Makes the nightly backups. When several appliances share a database, one of them does.
 *
 * @returns A function that ends the schedule.
 */
export function scheduleBackups(config: Config, log: Logger): () => void {
  if (config.backup.schedule === null) return () => {};
  const task = schedule(config.backup.schedule, () => nightlyBackup(config, log), { noOverlap: true });
  return () => void task.stop();
}

/** Makes one nightly backup unless another appliance does; failures are logged, since nobody waits for it. */
export async function nightlyBackup(config: Config, log: Logger): Promise<void> {
  const db = openDatabase(config.database);
  try {
    // Kept until it runs out, so that an appliance whose clock is behind doesn't do it again.
    await takeLease(db, 'nightly-backup', { holder: `${hostname()}:${process.pid}`, seconds: 3600 });
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
