import type { PoolConnection } from 'mysql2';
import type { Bso, ReadCommand } from '../../commands.ts';
import type { CollectionPage, RecordStream } from '../../engine.ts';
import type { Stamp } from '../../stamp.ts';
import { isSmallPage, type Portion, streamPortion, wholePage } from '../portions.ts';
import { type NamedStatement, pageOf, type ReadParts, type StreamRow, streamFacts } from '../sql/read-collection.ts';
import type { MariadbClient } from './mariadb-client.ts';
import { RowStream } from './row-stream.ts';

const everything = '18446744073709551615';

/** A page, and when the first of its records ends (never: infinity); null for one that was not read whole. */
export type ReadPage = CollectionPage & { endsAt: Stamp | null };

/**
 * Reads a page of a collection with one statement, which is one snapshot (sync15.md §20.3).
 *
 * @param parts - What to read.
 */
export async function readCollection(client: MariadbClient, command: ReadCommand, parts: ReadParts): Promise<ReadPage> {
  if (isSmallPage(command)) {
    const rows = start(client, await client.connectReader(), statement(command, parts, true), wholePage);
    const [head, ...taken] = await takeOrEnd(rows);
    const { isDone } = rows;
    rows.end();
    if (isDone) return { ...pageOf(head?.stamp, taken as Bso[], command), more: null, endsAt: endOf(taken) };
    // Few records, but very large ones.
  }
  if (readsMuch(command)) {
    const { facts, records, more } = await stream(client, command, joined(command, parts));
    if (records.length > 0) return { ...facts, records, more, endsAt: null };
    // Nothing matches, so nothing told about the collection either.
  }
  const { facts, records, more } = await stream(client, command, statement(command, parts, false));
  return { ...facts, records: records.slice(1), more, endsAt: null };
}

/** When the first of the rows ends. */
const endOf = (rows: StreamRow[]): Stamp => Math.min(...rows.map(({ expiry }) => expiry ?? Number.POSITIVE_INFINITY));

async function stream(client: MariadbClient, command: ReadCommand, statement: NamedStatement) {
  const { connection, leave } = await client.connectStream(command.uid);
  const rows = start(client, connection, statement, streamPortion, leave);
  const records = await takeOrEnd(rows);
  const facts = streamFacts(records[0], command);
  if (!rows.isDone) return { facts, records: records as Bso[], more: streamOf(rows) };
  rows.end();
  return { facts, records: records as Bso[], more: null };
}

/** True for a read of a whole collection, which is large if it is anything. */
const readsMuch = (command: ReadCommand): boolean =>
  alongIndex(command) && !command.newer && command.modifiedSince === null && command.unmodifiedSince === null;

/** True when records come in the order of the index by stamps; MariaDB would sort large payloads rather than follow it. */
const alongIndex = ({ ids, sort }: ReadCommand): boolean => ids === null && sort !== 'index';

const recordsTable = (command: ReadCommand): string =>
  `storage_bsos b ${alongIndex(command) ? 'FORCE INDEX (storage_bsos_modified)' : ''}`;

/**
 * The records, each with what is told about the collection: of 10,000 records that costs MariaDB two thirds of the union
 * below, which it writes to a temporary table first. It gives no row at all when no record matches.
 */
function joined(command: ReadCommand, { parameters, where, columns, order, facts, skip }: ReadParts): NamedStatement {
  const records = recordsTable(command);
  const limit = command.limit === null ? '' : `LIMIT :limit${skip}`;
  const sql = `SELECT c.modified AS stamp, ${facts(records)}, ${columns}
    FROM storage_collections c STRAIGHT_JOIN ${records}
    WHERE c.uid = :uid AND c.name = :collection AND b.uid = :uid AND b.collection = :collection AND ${where}
    ${order} ${limit}`;
  return { sql, parameters };
}

/**
 * One row for the collection, if it exists, then those of the records. In an outer join to the collection's row MariaDB
 * would sort the records, and with payloads it does that in a temporary table on disk.
 *
 * @param isWhole - For a page that is read whole; else one that is sent while it is read.
 */
function statement(command: ReadCommand, parts: ReadParts, isWhole: boolean): NamedStatement {
  const { parameters, where, columns, noRecord, order, facts, skip } = parts;
  const records = recordsTable(command);
  // Without a limit the order of one half of a union doesn't count.
  const limit = isWhole ? ':most' : command.limit === null ? everything : ':limit';
  const [scalars, noScalars] = isWhole ? ['NULL AS expiry', 'b.expiry'] : [facts(records), '0, NULL, NULL'];
  const sql = `(SELECT modified AS stamp, ${scalars}, ${noRecord}
      FROM storage_collections WHERE uid = :uid AND name = :collection)
    UNION ALL (SELECT 0, ${noScalars}, ${columns} FROM ${records}
      WHERE b.uid = :uid AND b.collection = :collection AND ${where} ${order} LIMIT ${limit}${skip})`;
  return { sql, parameters };
}

function start(
  client: MariadbClient,
  connection: PoolConnection,
  statement: NamedStatement,
  portion: Portion,
  onEnd?: () => void,
): RowStream {
  client.count(statement.sql);
  client.settings.onRoundTrip?.();
  return new RowStream(connection, statement, portion, onEnd);
}

async function takeOrEnd(rows: RowStream): Promise<StreamRow[]> {
  try {
    return await rows.take();
  } catch (error) {
    rows.end();
    throw error;
  }
}

function streamOf(rows: RowStream): RecordStream {
  return {
    close: () => rows.end(),
    async take() {
      if (rows.isDone) return null;
      const portion = await rows.take();
      if (rows.isDone) rows.end();
      return portion as Bso[];
    },
  };
}
