import { sql } from 'kysely';
import { packetFor } from '../../../config/storage-limits.ts';
import type { Database } from '../../../database/database.ts';
import { largestPacket } from '../../../database/fit-limits.ts';
import { schemaVersion } from '../../../database/migrate.ts';
import { migrations } from '../../../database/migrations/index.ts';
import { type Check, ok, problem, warning } from '../finding.ts';

/** The database answers, has this program's schema, and MariaDB is new enough. */
export const checkDatabase: Check = async ({ db, databaseError, config }) => {
  if (databaseError !== undefined) throw databaseError;
  if (db === null) {
    return [warning('database', 'There is none yet.', 'Start Foxden once: the first start makes it.')];
  }
  const version =
    db.engine === 'sqlite'
      ? sql<{ v: string }>`SELECT sqlite_version() AS v`
      : sql<{ v: string }>`SELECT VERSION() AS v`;
  const { v } = (await version.execute(db.query)).rows[0]!;
  const name = db.engine === 'sqlite' ? `SQLite ${v}` : `MariaDB ${v}`;
  const schema = await schemaVersion(db);
  const known = migrations.at(-1)!.id;
  if (schema > known) {
    return [
      problem(
        'database',
        `${name} has schema ${schema}, and this Foxden knows only up to ${known}.`,
        'Start the newer Foxden again, or restore a backup from before the upgrade.',
      ),
    ];
  }
  if (schema < known) {
    return [
      warning(
        'database',
        `${name} has schema ${schema} of ${known}.`,
        'Start Foxden: it brings the schema up to date.',
      ),
    ];
  }
  const [major = 0, minor = 0] = v.split('.').map(Number);
  if (db.engine === 'mariadb' && (major < 10 || (major === 10 && minor < 11))) {
    return [
      problem('database', `${name} is older than 10.11.`, 'Upgrade MariaDB; compose.yaml pins a version that fits.'),
    ];
  }
  const damage = db.engine === 'sqlite' ? await findDamage(db) : undefined;
  if (damage !== undefined) {
    return [
      problem(
        'database',
        `It is damaged: ${damage}`,
        'Stop Foxden, keep a copy of the file, check the disk, and restore the newest backup with `foxden restore FILE`.',
      ),
    ];
  }
  const packet = await largestPacket(db);
  const needed = packetFor(config.limits);
  if (packet !== null && packet < needed) {
    return [
      warning(
        'database',
        `${name} takes packets of ${packet} bytes at most, so browsers are told to upload less at once than the settings allow.`,
        `Set its max_allowed_packet to at least ${needed} and restart both, or make FOXDEN_COLLECTION_LIMITS smaller.`,
      ),
    ];
  }
  return [ok('database', `${name} answers, schema ${schema}.`)];
};

async function findDamage(db: Database): Promise<string | undefined> {
  const { rows } = await sql<{ quick_check: string }>`PRAGMA quick_check(1)`.execute(db.query);
  const found = rows[0]?.quick_check;
  return found === 'ok' ? undefined : found;
}
