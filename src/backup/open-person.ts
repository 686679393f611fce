import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { migrations } from '../database/migrations/index.ts';
import type { TellProgress } from '../log/progress.ts';
import { BackupError } from './backup-error.ts';
import { fillTables } from './fill-tables.ts';
import type { Cell } from './format.ts';
import { rowsOfTable, rowsOfUid } from './pick-rows.ts';
import { follow, readArchive, verifyArchive } from './read-archive.ts';

const recordTables = ['storage_users', 'storage_collections', 'storage_bsos'] as const;

/**
 * Takes one storage user's records out of an archive, into a database of their own with today's schema, and works with it.
 *
 * @param options - `isMeant`: tells by a row of `users` whose uid is wanted, the last such row counts; or the `uid` itself.
 * @param work - Gets that database and the uid in it. The database is gone afterwards.
 * @throws {BackupError} When the archive is damaged, from a newer Foxden, or has nobody who is meant.
 */
export async function withPersonOfArchive<T>(
  options: {
    config: Pick<Config, 'dataDir'>;
    file: string;
    passphrase: string;
    onProgress?: TellProgress;
    who: { uid: number } | { isMeant: (user: Record<string, Cell>) => boolean };
  },
  work: (records: Database, uid: number) => Promise<T>,
): Promise<T> {
  const { config, file, passphrase, who, onProgress } = options;
  const { header } = await verifyArchive(file, passphrase, follow(onProgress, 'checking the backup'));
  refuseNewer(header);
  const uid = 'uid' in who ? who.uid : await uidInArchive(file, passphrase, who.isMeant);
  const scratch = join(config.dataDir, `restoring-person-${process.pid}.sqlite`);
  const remove = () => Promise.all(['', '-wal', '-shm'].map((suffix) => rm(scratch + suffix, { force: true })));
  await remove();
  const records = openDatabase({ engine: 'sqlite', file: scratch });
  try {
    await migrate(records, { migrations: migrations.filter(({ id }) => id <= header.schema) });
    await fillTables(
      records,
      rowsOfUid(readArchive(file, passphrase, follow(onProgress, 'reading the records')), recordTables, uid),
    );
    await migrate(records);
    return await work(records, uid);
  } finally {
    await records.close();
    await remove();
  }
}

/** @throws {BackupError} When the archive has a schema that this Foxden doesn't know. */
export function refuseNewer(header: { schema: number; version: string }): void {
  const known = migrations.at(-1)!.id;
  if (header.schema <= known) return;
  throw new BackupError(
    `The archive was written by Foxden ${header.version} with schema ${header.schema}; this Foxden knows only up to ${known}. ` +
      'Restore it with that version or a newer one.',
    { id: 'newer archive', facts: { version: header.version, schema: header.schema, known } },
  );
}

async function uidInArchive(
  file: string,
  passphrase: string,
  isMeant: (user: Record<string, Cell>) => boolean,
): Promise<number> {
  let uid: number | undefined;
  for await (const user of rowsOfTable(file, passphrase, 'users')) if (isMeant(user)) uid = Number(user.uid);
  if (uid !== undefined) return uid;
  throw new BackupError(
    'The archive holds nothing of this person that their browsers could read: they had no account here when it was made, or ' +
      'their key is another one since, because the password was reset without the recovery key. Use an archive that was made ' +
      'while the present key was in use.',
    { id: 'nothing of this person', facts: {} },
  );
}
