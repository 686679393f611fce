import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { sealAgain } from '../accounts/totp/sealed.ts';
import { backUp } from '../backup/back-up.ts';
import { passphraseNotice } from '../backup/passphrase.ts';
import { dropUnfinished, restoreMarker } from '../backup/restore.ts';
import type { Config } from '../config/config.ts';
import { type Secrets, SecretsError } from '../config/secrets.ts';
import { packetFor } from '../config/storage-limits.ts';
import { createServerKeys, SealError } from '../crypto/server-keys.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { doubtClock, noteUse } from '../database/database-clock.ts';
import { migrate } from '../database/migrate.ts';
import { explain, inWords } from '../failures/explain.ts';
import type { Logger } from '../log/logger.ts';
import type { TellProgress } from '../log/progress.ts';
import { openSecrets } from './open-secrets.ts';
import { FinalStartError, StartError } from './start-error.ts';

/** How long to wait for a database that starts at the same time, in milliseconds. */
const databasePatience = 60_000;

/** Makes the data dir if need be and sees that it can be written. @throws {StartError} */
export function openDataDir({ dataDir }: Config): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { cause = `${error}.`, fix = '' } = explain(deeper(error, dataDir), { dataDir }) ?? {};
    throw new StartError(
      `Foxden can't write to its data dir ${dataDir}. ${cause} ${fix} Or name another folder in FOXDEN_DATA_DIR.`,
    );
  }
}

/** Makes the backups folder, so that backups can be put there before Foxden has made one. What hinders it is only warned of. */
export function openBackupDir({ backup }: Pick<Config, 'backup'>, log: Logger): void {
  try {
    mkdirSync(backup.dir, { recursive: true, mode: 0o700 });
    accessSync(backup.dir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { cause = `${error}.`, fix = '' } = explain(deeper(error, backup.dir), { dataDir: backup.dir }) ?? {};
    log.warn(`Foxden can't make backups in ${backup.dir}. ${cause} ${fix} ${elsewhere}`);
  }
}

const elsewhere =
  'Or name another folder in FOXDEN_BACKUP_DIR. (Under systemd, folders outside of the data dir also have to be named in ' +
  'ReadWritePaths= of the service.)';

// What hinders a folder from being made with all those above it is reported as if it were missing.
function deeper(error: unknown, folder: string): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return error;
  let at = folder;
  while (!existsSync(at)) at = dirname(at);
  try {
    accessSync(at, constants.W_OK);
    return error;
  } catch (reason) {
    return reason;
  }
}

/** How a preparation is followed and ended. */
interface PrepareOptions {
  signal?: AbortSignal;
  onProgress?: TellProgress;
}

/**
 * Makes everything ready that workers rely on: the database answers, its schema is current, the secrets fit it.
 *
 * @param options - `signal` ends it as soon as that leaves nothing half done; `onProgress` is called with how far an upgrade is.
 * @throws {StartError} And the errors of `migrate` and `openSecrets`.
 */
export async function prepareDatabase(config: Config, log: Logger, options: PrepareOptions = {}): Promise<Secrets> {
  const { signal } = options;
  await refuseHalfRestored(config);
  const db = openDatabase(config.database);
  try {
    await reach(config, db, log, signal);
    const { from, to, applied } = await migrate(db, {
      ...options,
      before: () => saveBeforeUpgrade(config, log, options),
      onWait: (words) => log.warn(words),
    });
    if (applied.length > 0) log.info('database schema brought up to date', { from, to, steps: applied });
    const doubt = await doubtClock(db, Date.now());
    if (doubt) log.warn(doubt.says);
    const secrets = await openSecrets(config, db);
    await sealOldValues(db, secrets, log);
    await noteUse(db, Date.now());
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

async function saveBeforeUpgrade(config: Config, log: Logger, options: PrepareOptions): Promise<void> {
  const { file, bytes, madeIn } = await backUp(config, 'before-upgrade', options).catch((error) => {
    throw fileCodes.has(String((error as NodeJS.ErrnoException).code)) ? noBackup(config, error) : error;
  });
  if (madeIn) log.warn(passphraseNotice(madeIn));
  log.info('backup made before the upgrade of the database', { file, bytes });
}

/** How the writing of a file fails. */
const fileCodes = new Set(
  'EACCES EPERM EROFS ENOSPC EDQUOT EFBIG EIO ENOENT ENOTDIR EISDIR ELOOP ENAMETOOLONG'.split(' '),
);

// A service manager would try for ever, and each time say the same.
function noBackup({ backup }: Config, error: unknown): FinalStartError {
  const { cause = `${error}.`, fix = '' } = explain(deeper(error, backup.dir), { dataDir: backup.dir }) ?? {};
  return new FinalStartError(
    `The database is older than this Foxden and was left as it is: before it is brought up to date, a backup goes to ${backup.dir}, ` +
      `and that fails. ${cause} ${fix} ${elsewhere} Then start Foxden again; until then the version before goes on working.`,
  );
}

/** Waits for a database server that starts at the same time, as long as its answer may still change. */
async function reach({ database, limits }: Config, db: Database, log: Logger, signal?: AbortSignal): Promise<void> {
  const deadline = performance.now() + databasePatience;
  for (let tries = 0; ; tries++) {
    try {
      await sql`SELECT 1`.execute(db.query);
      break;
    } catch (error) {
      const isFinal = !db.engine.isServer || isHopeless(error);
      if (isFinal || performance.now() > deadline) throw error;
      if (tries === 0)
        log.warn('the database does not answer yet; waiting for it', { reason: inWords(error, { database }) });
      await sleep(1000, undefined, { signal });
    }
  }
  const { refusal } = await db.engine.version(db.query);
  if (refusal) throw new StartError(`${refusal} Upgrade it, or name another server in FOXDEN_DATABASE_URL.`);
  await lookAtPackets(db, limits, log);
}

/** Below that not even what Firefox sends one by one would fit, bytes. */
const leastPacket = 1024 * 1024;

/** @throws {StartError} When the server takes only very small statements. */
async function lookAtPackets(db: Database, limits: Config['limits'], log: Logger): Promise<void> {
  const packet = await db.engine.largestPacket(db.query);
  const wanted = packetFor(limits);
  if (packet === null || packet >= wanted) return;
  const fix = `Set max_allowed_packet to at least ${wanted} in the database server's configuration.`;
  if (packet < leastPacket) {
    throw new StartError(`The database server takes no statement larger than ${packet} bytes. ${fix}`);
  }
  log.warn('the database takes only small statements, so browsers are told to send less at once', { packet, fix });
}

// Wrong user, password or name of the database: asking again would not change it.
const hopeless = new Set([1044, 1045, 1046, 1049, 1130, 1251, 1275, 1698]);
const isHopeless = (error: unknown) => hopeless.has(Number((error as { errno?: unknown }).errno));
