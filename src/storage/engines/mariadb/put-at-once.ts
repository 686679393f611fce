import type { PoolConnection } from 'mysql2';
import type { PutCommand } from '../../commands.ts';
import type { WriteResult } from '../../engine.ts';
import { type Stamp, stampOf } from '../../stamp.ts';
import { jump, lead } from '../ahead-of-clock.ts';
import { recordCost } from '../sql/charge.ts';
import type { MariadbClient, Parameters } from './mariadb-client.ts';
import { undo } from './mariadb-writer.ts';
import { sql, upsertCollection } from './sql.ts';

// The three statements of a PUT in the words of sql.ts and of changeOf. A user variable carries the stamp from one to
// the next, since what the block declares for itself can't be assigned inside a statement.
const lock = `INSERT INTO storage_users (uid, modified, previous, writes) VALUES (:uid, (@stamp := :now), 0, 1)
  ON DUPLICATE KEY UPDATE previous = modified, modified = (@stamp := GREATEST(:now, modified + 1)), writes = writes + 1`;

const keeps = ':hasPayload = 0 AND b.id IS NOT NULL AND (b.expiry IS NULL OR b.expiry > :now)';

// Gives no row, and so changes nothing, where the precondition fails, the stamp runs ahead of the clock, or what is written over
// is to be kept.
const collection = `INSERT INTO storage_collections (uid, name, modified, bytes, charge)
  SELECT u.uid, :collection, @stamp, IF(${keeps}, 0, :size - COALESCE(b.size, 0)),
    IF(${keeps}, 0, GREATEST(:size, ${recordCost}) - IF(b.id IS NULL, 0, GREATEST(b.size, ${recordCost})))
  FROM storage_users u LEFT JOIN storage_bsos b ON b.uid = u.uid AND b.collection = :collection AND b.id = :id
  WHERE u.uid = :uid AND u.kept_since IS NULL AND @stamp - :now NOT BETWEEN ${lead + 1} AND ${jump} AND (:unmodifiedSince IS NULL
    OR COALESCE(IF(b.expiry IS NULL OR b.expiry > :now, b.modified, 0), 0) <= :unmodifiedSince)
  ${upsertCollection}`;

const row =
  '(:uid, :collection, :id, @stamp, :sortindex, :payload, :size, CASE :ttl WHEN 0 THEN 0 ELSE @stamp + :ttl * 100 END)';
const record = sql.upsertBsos.replace(':rows', row);

const block = `BEGIN NOT ATOMIC
  START TRANSACTION;
  ${lock};
  ${collection};
  IF ROW_COUNT() = 0 THEN
    ROLLBACK;
  ELSE
    ${record};
    COMMIT;
    SELECT @stamp AS stamp;
  END IF;
END`;

/**
 * Writes one record, where nothing speaks against it, by one prepared block: 3 statements in 1 round trip. In two round
 * trips and as text the same costs twice as much, most of it in MariaDB's parser.
 *
 * @returns Null when the write needs a closer look, which {@link put} takes: a precondition that fails, a quota, versions
 *   that are kept, a stamp ahead of the clock, a Galera cluster (several statements in one packet are no transaction there). Nothing has changed
 *   then.
 */
export async function putAtOnce(client: MariadbClient, command: PutCommand): Promise<WriteResult | null> {
  const { quotaBytes = client.settings.quotaBytes } = command;
  if (quotaBytes !== null) return null;
  const connection = await client.connect();
  if (await client.isGalera(connection)) {
    connection.release();
    return null;
  }
  try {
    const stamp = await run(client, connection, parametersOf(command, stampOf(client.settings.now())));
    connection.release();
    return stamp === undefined ? null : { modified: stamp, quotaRemaining: null };
  } catch (error) {
    await undo(client, connection, true);
    throw error;
  }
}

const parametersOf = ({ uid, collection, unmodifiedSince, bso }: PutCommand, now: Stamp): Parameters => ({
  uid,
  collection,
  unmodifiedSince,
  now,
  ...bso,
  hasPayload: bso.payload === null ? 0 : 1,
});

function run(client: MariadbClient, connection: PoolConnection, values: Parameters): Promise<Stamp | undefined> {
  for (const statement of [lock, collection, record]) client.count(statement);
  client.settings.onRoundTrip?.();
  const { promise, resolve, reject } = Promise.withResolvers<Stamp | undefined>();
  connection.execute(block, values as never, (error, results) => {
    if (error) return reject(error);
    // Without the SELECT there is no list of results, only the header of the last statement.
    const rows = Array.isArray(results) ? (results[0] as unknown as { stamp: number }[]) : [];
    resolve(rows[0] && Number(rows[0].stamp));
  });
  return promise;
}
