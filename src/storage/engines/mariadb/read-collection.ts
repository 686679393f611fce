import type { PoolConnection } from 'mysql2';
import type { Bso, ReadCommand } from '../../commands.ts';
import type { CollectionPage, RecordStream } from '../../engine.ts';
import { isSmallPage, type Portion, streamPortion, wholePage } from '../portions.ts';
import { type NamedStatement, pageOf, type ReadParts, type StreamRow, streamFacts } from '../sql/read-collection.ts';
import type { MariadbClient } from './mariadb-client.ts';
import { RowStream } from './row-stream.ts';

const everything = '18446744073709551615';

/**
 * Reads a page of a collection with one statement, which is one snapshot (sync15.md §20.3).
 *
 * @param parts - What to read.
 */
export async function readCollection(
  client: MariadbClient,
  command: ReadCommand,
  parts: ReadParts,
): Promise<CollectionPage> {
  if (isSmallPage(command)) {
    // Not held up by any client, so it need not wait for those that are.
    const rows = start(client, await client.connect(), statement(command, parts, true), wholePage);
    const [head, ...taken] = await takeOrEnd(rows);
    const { isDone } = rows;
    rows.end();
    if (isDone) return { ...pageOf(head?.stamp, taken as Bso[], command), more: null };
    // Few records, but very large ones.
  }
  const { connection, leave } = await client.connectStream(command.uid);
  const rows = start(client, connection, statement(command, parts, false), streamPortion, leave);
  const [head, ...first] = await takeOrEnd(rows);
  const facts = streamFacts(head, command);
  const records = first as Bso[];
  if (!rows.isDone) return { ...facts, records, more: streamOf(rows) };
  rows.end();
  return { ...facts, records, more: null };
}

/**
 * One row for the collection, if it exists, then those of the records. Joined to the collection's row MariaDB would sort
 * the records, and with payloads it does that in a temporary table on disk; by themselves it reads them along the index.
 *
 * @param isWhole - For a page that is read whole; else one that is sent while it is read.
 */
function statement(command: ReadCommand, parts: ReadParts, isWhole: boolean): NamedStatement {
  const { parameters, where, columns, noRecord, order, facts, skip } = parts;
  const index = command.ids === null && command.sort !== 'index' ? 'FORCE INDEX (storage_bsos_modified)' : '';
  // Without a limit the order of one half of a union doesn't count.
  const limit = isWhole ? ':most' : command.limit === null ? everything : ':limit';
  const scalars = isWhole ? '0 AS matching, NULL AS lastValue, NULL AS lastId' : facts;
  const sql = `(SELECT modified AS stamp, ${scalars}, ${noRecord}
      FROM storage_collections WHERE uid = :uid AND name = :collection)
    UNION ALL (SELECT 0, 0, NULL, NULL, ${columns} FROM storage_bsos b ${index}
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
