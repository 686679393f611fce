import { adminLinkFile, prepareAdminLink } from '../admin/admin-link.ts';
import type { Config } from '../config/config.ts';
import { openDatabase } from '../database/database.ts';
import type { Logger } from '../log/logger.ts';

/** What to log when it can't be made. */
export const noAdminLink = "the administrator's link can't be made; foxden admin-link tries again";

/**
 * While Foxden has no administrator, leaves the link for the first one in the data dir. It is shown on a terminal; logs only
 * hear where it is.
 */
export async function showAdminLink(config: Config, log: Logger): Promise<void> {
  if (config.publicUrl === null || config.accounts.mode !== 'embedded') return;
  const db = openDatabase(config.database);
  try {
    const link = await prepareAdminLink({ config, db, now: Date.now }, config.publicUrl);
    if (link === null) return;
    if (process.stdout.isTTY) process.stdout.write(`\nTo become the administrator, open in Firefox: ${link}\n\n`);
    else log.info(`there is no administrator yet; the link for the first one is in ${adminLinkFile(config)}`);
  } finally {
    await db.close();
  }
}
