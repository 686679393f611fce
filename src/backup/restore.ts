import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../config/config.ts';
import { type Database, databaseExists, openDatabase } from '../database/database.ts';
import { migrate, schemaVersion } from '../database/migrate.ts';
import { migrations } from '../database/migrations/index.ts';
import type { TellProgress } from '../log/progress.ts';
import { type Counters, raiseCounters, readCounters } from './counters.ts';
import { createBackup } from './create-backup.ts';
import { dropTables, fillTables } from './fill-tables.ts';
import { refuseNewer } from './open-person.ts';
import { follow, readArchive, verifyArchive } from './read-archive.ts';
import { isSavedFile } from './saved-files.ts';

/** What was restored. */
export interface RestoreReport {
  rows: Record<string, number>;
  /** Archive of what was there before; absent when there was nothing. */
  restorePoint?: string;
}

/** Name of the file that stands in the data dir while the database is not whole; a start refuses while it is there. */
export const restoreMarker = 'restore-in-progress';

/**
 * Replaces the whole database and the keys by those of an archive. No worker may run meanwhile.
 *
 * Browsers that have synced since the backup hold newer stamps than the restored ones and would miss records for good, so
 * every stamp is raised above now and meta/global gets new sync ids: each Firefox then resets its sync state and reconciles
 * with what it has itself (sync15.md §20.17). Indexes of device commands and storage uids never go back.
 *
 * @param options - `file`: the archive; `backupDir` takes the restore point; `renewSync` raises the stamps and renews the
 *   sync ids (storage's part of the job).
 * @throws {BackupError} Before anything is touched: when the archive is damaged, or from a newer Foxden.
 */
export async function restore(options: {
  config: Pick<Config, 'database' | 'dataDir' | 'publicUrl'>;
  file: string;
  passphrase: string;
  backupDir: string;
  version: string;
  renewSync: (db: Database) => Promise<void>;
  onProgress?: TellProgress;
}): Promise<RestoreReport> {
  const { config, file, passphrase, backupDir, version, renewSync, onProgress } = options;
  const { header, rows } = await verifyArchive(file, passphrase, follow(onProgress, 'checking the backup'));
  refuseNewer(header);
  const before = await saveWhatIsThere({ config, passphrase, backupDir, version, onProgress });
  const marker = join(config.dataDir, restoreMarker);
  const mark = () => writeFile(marker, `${file}\n`, { mode: 0o600 });
  const build = async (db: Database) => {
    try {
      await dropTables(db);
      await migrate(db, { migrations: migrations.filter((migration) => migration.id <= header.schema) });
      await fillTables(db, readArchive(file, passphrase, follow(onProgress, 'putting rows back')));
      const step = 'making it new for browsers';
      onProgress?.({ step, done: 0, total: 1 });
      await migrate(db);
      await renewSync(db);
      await raiseCounters(db, before?.counters);
      onProgress?.({ step, done: 1, total: 1 });
    } finally {
      await db.close();
    }
  };
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  if (config.database.engine === 'sqlite') {
    // Beside the database, which stays whole and in place until the new one is.
    const beside = { engine: 'sqlite' as const, file: besideOf(config.database.file) };
    await removeSqlite(beside.file);
    try {
      await build(openDatabase(beside));
    } catch (error) {
      await removeSqlite(beside.file);
      throw error;
    }
    await mark();
    await swapSqlite(beside.file, config.database.file);
  } else {
    await mark();
    await build(openDatabase(config.database));
  }
  await writeFiles(config.dataDir, file, passphrase);
  await rm(marker, { force: true });
  return { rows, restorePoint: before?.file };
}

async function saveWhatIsThere(options: {
  config: Pick<Config, 'database' | 'dataDir' | 'publicUrl'>;
  passphrase: string;
  backupDir: string;
  version: string;
  onProgress?: TellProgress;
}): Promise<{ file: string; counters: Counters } | undefined> {
  const { config, passphrase, backupDir, version, onProgress } = options;
  if (!databaseExists(config.database)) return undefined;
  const db = openDatabase(config.database);
  try {
    const schema = await schemaVersion(db);
    // An unfinished restore left nothing worth saving; the restore point of the first try is still in the folder.
    if (schema === 0 || existsSync(join(config.dataDir, restoreMarker))) return undefined;
    const counters = await readCounters(db);
    const { file } = await createBackup({
      config,
      dir: backupDir,
      label: 'before-restore',
      passphrase,
      schema,
      version,
      onProgress:
        onProgress && ((progress) => onProgress({ ...progress, step: `${progress.step} (what is there now)` })),
    });
    return { file, counters };
  } finally {
    await db.close();
  }
}

const besideOf = (file: string) => `${file}.restoring`;

/**
 * Removes what a restore that was cut off has left beside a SQLite database.
 *
 * @param file - The database.
 * @returns True when there was something: then the database itself has not been touched.
 */
export async function dropUnfinished(file: string): Promise<boolean> {
  if (!existsSync(besideOf(file))) return false;
  await removeSqlite(besideOf(file));
  return true;
}

async function removeSqlite(file: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) await rm(file + suffix, { force: true });
}

async function swapSqlite(from: string, to: string): Promise<void> {
  for (const suffix of ['-wal', '-shm']) await rm(to + suffix, { force: true });
  await rename(from, to);
}

async function writeFiles(dataDir: string, archive: string, passphrase: string): Promise<void> {
  for await (const line of readArchive(archive, passphrase)) {
    if (!('file' in line) || !isSavedFile(line.file)) continue;
    const path = join(dataDir, line.file);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(`${path}.tmp`, Buffer.from(line.data, 'base64'), { mode: 0o600 });
    await rename(`${path}.tmp`, path);
  }
}
