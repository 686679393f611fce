import { backUp } from '../backup/back-up.ts';
import { passphraseNotice } from '../backup/passphrase.ts';
import type { Config } from '../config/config.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { LeaseTakenError, withLease } from '../database/lease.ts';
import { readMeta, writeMeta } from '../database/meta.ts';
import type { Logger } from '../log/logger.ts';
import type { ScheduledJob } from './schedule.ts';

const name = 'nightly-backup';

/** For so long after a backup, ms, an appliance whose clock is behind doesn't make another. */
const recent = 3_600_000;

/** The nightly backup, unless it is switched off. When several appliances share a database, one of them makes it. */
export function scheduledBackups(config: Config, log: Logger): ScheduledJob[] {
  if (config.backup.schedule === null) return [];
  return [{ name: 'backup', at: config.backup.schedule, run: () => nightlyBackup(config, log) }];
}

/** Makes the backup of this night, unless another appliance has made it or is at it. Throws what goes wrong; the schedule logs it. */
export async function nightlyBackup(config: Config, log: Logger): Promise<void> {
  try {
    const db = openDatabase(config.database);
    try {
      await withLease(db, name, () => makeBackup(config, db, log));
    } finally {
      await db.close();
    }
  } catch (error) {
    if (error instanceof LeaseTakenError) log.debug('another appliance makes the backup');
    else throw error;
  }
}

async function makeBackup(config: Config, db: Database, log: Logger): Promise<void> {
  const madeAt = await readMeta(db.query, name);
  // A date in the future, from a clock that was wrong, counts for nothing.
  if (madeAt !== undefined && Math.abs(Date.now() - Number(madeAt)) < recent) {
    log.debug('another appliance has made the backup');
    return;
  }
  const { file, bytes, madeIn } = await backUp(config, 'nightly');
  log.info('backup made', { file, bytes });
  if (madeIn) log.warn(passphraseNotice(madeIn));
  await writeMeta(db.query, name, String(Date.now()));
}
