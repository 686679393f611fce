import { packetFor } from '../../../config/storage-limits.ts';
import { schemaVersion } from '../../../database/migrate.ts';
import { migrations } from '../../../database/migrations/index.ts';
import { type Check, ok, problem, warning } from '../finding.ts';

/** The database answers, has this program's schema, and MariaDB is new enough. */
export const checkDatabase: Check = async ({ db, databaseError, config }) => {
  if (databaseError !== undefined) throw databaseError;
  if (db === null) {
    return [warning('database', 'There is none yet.', 'Start Foxden once: the first start makes it.')];
  }
  const { name, refusal } = await db.engine.version(db.query);
  if (refusal) {
    const fix = 'Upgrade it; compose.yaml pins a version that fits.';
    return [problem('database', refusal, fix, { id: 'old server', facts: { version: name } })];
  }
  const schema = await schemaVersion(db);
  const known = migrations.at(-1)!.id;
  if (schema > known) {
    return [
      problem(
        'database',
        `${name} has schema ${schema}, and this Foxden knows only up to ${known}.`,
        'Start the newer Foxden again, or restore a backup from before the upgrade.',
        { id: 'newer schema', facts: { name, schema, known } },
      ),
    ];
  }
  if (schema < known) {
    return [
      warning(
        'database',
        `${name} has schema ${schema} of ${known}.`,
        'Start Foxden: it brings the schema up to date.',
        { id: 'older schema', facts: { name, schema, known } },
      ),
    ];
  }
  const damage = await db.engine.findDamage(db.query);
  if (damage !== undefined) {
    return [
      problem(
        'database',
        `It is damaged: ${damage}`,
        'Stop Foxden, keep a copy of the file, check the disk, and restore the newest backup with `foxden restore FILE`.',
        { id: 'damaged', facts: { damage } },
      ),
    ];
  }
  const packet = await db.engine.largestPacket(db.query);
  const needed = packetFor(config.limits);
  if (packet !== null && packet < needed) {
    return [
      warning(
        'database',
        `${name} takes packets of ${packet} bytes at most, so browsers are told to upload less at once than the settings allow.`,
        `Set its max_allowed_packet to at least ${needed} and restart both, or make FOXDEN_COLLECTION_LIMITS smaller.`,
        { id: 'small packets', facts: { name, packet, needed } },
      ),
    ];
  }
  return [ok('database', `${name} answers, schema ${schema}.`, { id: 'database', facts: { name, schema } })];
};
