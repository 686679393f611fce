import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { sealAgain } from '../accounts/sealed.ts';
import { backUp } from '../backup/back-up.ts';
import { passphraseNotice } from '../backup/passphrase.ts';
import { dropUnfinished, restoreMarker } from '../backup/restore.ts';
import type { Config } from '../config/config.ts';
import { type Secrets, SecretsError } from '../config/secrets.ts';
import { createServerKeys, SealError } from '../crypto/server-keys.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import type { Logger } from '../log/logger.ts';
import { openSecrets } from './open-secrets.ts';
import { StartError } from './start-error.ts';

/** How long to wait for a database that starts at the same time, in milliseconds. */
const databasePatience = 60_000;

/** Makes the data dir if need be and sees that it can be written. @throws {StartError} */
export function openDataDir({ dataDir }: Config): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(
      `Foxden can't write to its data dir ${dataDir} (${code}). Give it to the user that runs Foxden ` +
        `(uid ${process.getuid?.()}), or name another one in FOXDEN_DATA_DIR.`,
    );
  }
}

/**
 * Makes everything ready that workers rely on: the database answers, its schema is current, the secrets fit it.
 *
 * @param signal - Ends it as soon as that leaves nothing half done.
 * @throws {StartError} And the errors of `migrate` and `openSecrets`.
 */
export async function prepareDatabase(config: Config, log: Logger, signal?: AbortSignal): Promise<Secrets> {
  await refuseHalfRestored(config);
  const db = await open(config);
  try {
    await reach(config, db, log, signal);
    const { from, to, applied } = await migrate(db, {
      before: () => saveBeforeUpgrade(config, log, signal),
      signal,
      onWait: (words) => log.warn(words),
    });
    if (applied.length > 0) log.info('database schema brought up to date', { from, to, steps: applied });
    const secrets = await openSecrets(config, db);
    await sealOldValues(db, secrets, log);
    return secrets;
  } finally {
    await db.close();
  }
}

async function sealOldValues(db: Database, { masterSecrets }: Secrets, log: Logger): Promise<void> {
  try {
    const count = await sealAgain(db, createServerKeys(masterSecrets));
    if (count > 0) log.info('second factors sealed under the newest master secret', { count });
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    throw new SecretsError(
      `Second factors in the database can't be opened with the master secrets (${error.message}). ` +
        'Put the older secret back behind the new one in FOXDEN_MASTER_SECRET and start again; after that start it may go.',
    );
  }
}

async function refuseHalfRestored({ dataDir, database }: Config): Promise<void> {
  const marker = join(dataDir, restoreMarker);
  if (!existsSync(marker)) return;
  // Cut off before the restored database took the place of the old one, which is whole.
  if (database.engine === 'sqlite' && (await dropUnfinished(database.file))) return rmSync(marker);
  throw new StartError(
    `A restore was cut off, so the database is not whole. Run \`foxden restore ${readFileSync(marker, 'utf8').trim()}\` again; ` +
      'what was there before is in the backups folder (before-restore).',
  );
}

async function saveBeforeUpgrade(config: Config, log: Logger, signal?: AbortSignal): Promise<void> {
  const { file, bytes, madeIn } = await backUp(config, 'before-upgrade', signal);
  if (madeIn) log.warn(passphraseNotice(madeIn));
  log.info('backup made before the upgrade of the database', { file, bytes });
}

async function open({ database }: Config): Promise<Database> {
  try {
    return openDatabase(database);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const what = database.engine === 'sqlite' ? database.file : placeOf(database.url);
    throw new StartError(
      `Foxden can't open its database ${what} (${code ?? message}). It must be a SQLite database that this user may write; ` +
        'if it is damaged, restore a backup.',
    );
  }
}

async function reach({ database }: Config, db: Database, log: Logger, signal?: AbortSignal): Promise<void> {
  const deadline = performance.now() + databasePatience;
  for (let tries = 0; ; tries++) {
    try {
      await sql`SELECT 1`.execute(db.query);
      return;
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      if (database.engine === 'sqlite' || hopeless.has(code) || performance.now() > deadline) {
        throw new StartError(
          `The database ${database.engine === 'sqlite' ? database.file : placeOf(database.url)} can't be used (${code}). ` +
            'Check that it runs, and that FOXDEN_DATABASE_URL has the right host, name, user and password.',
        );
      }
      if (tries === 0) log.warn('the database does not answer yet; waiting for it', { code });
      await sleep(1000, undefined, { signal });
    }
  }
}

const hopeless = new Set(['ER_ACCESS_DENIED_ERROR', 'ER_DBACCESS_DENIED_ERROR', 'ER_BAD_DB_ERROR']);

function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${pathname.slice(1)} at ${host}`;
}
