import type { Bso, ReadCommand } from '../../commands.ts';
import type { CollectionPage } from '../../engine.ts';
import { isSmallPage, type Portion, readTimeLimit, streamPortion, wholePage } from '../portions.ts';
import { type NamedStatement, pageOf, pageStatement, streamFacts, streamStatement } from '../sql/read-collection.ts';
import type { MariadbClient } from './mariadb-client.ts';
import { RowStream } from './row-stream.ts';

/** Reads a page of a collection with one statement, which is one snapshot (sync15.md §20.3). */
export async function readCollection(
  client: MariadbClient,
  command: ReadCommand,
  now: number,
): Promise<CollectionPage> {
  if (isSmallPage(command)) {
    const rows = await start(client, pageStatement(command, now), wholePage);
    const taken = await takeOrEnd(rows);
    const { isDone } = rows;
    rows.end();
    if (isDone) return { ...pageOf(taken, command), more: null };
    // Few records, but very large ones.
  }
  const rows = await start(client, streamStatement(command, now), streamPortion);
  const first = await takeOrEnd(rows);
  const facts = streamFacts(first[0], command);
  const records = first[0]?.id === null ? [] : (first as Bso[]);
  if (!rows.isDone) return { ...facts, records, more: portions(rows) };
  rows.end();
  return { ...facts, records, more: null };
}

async function start(client: MariadbClient, statement: NamedStatement, portion: Portion): Promise<RowStream> {
  const connection = await client.connectStream();
  client.count(statement.sql);
  client.settings.onRoundTrip?.();
  return new RowStream(connection, statement, portion);
}

async function takeOrEnd(rows: RowStream) {
  try {
    return await rows.take();
  } catch (error) {
    rows.end();
    throw error;
  }
}

async function* portions(rows: RowStream): AsyncGenerator<Bso[]> {
  const deadline = Date.now() + readTimeLimit;
  try {
    while (!rows.isDone) {
      const portion = await rows.take();
      if (Date.now() > deadline) throw new Error('A client took too long to read a collection');
      yield portion as Bso[];
    }
  } finally {
    rows.end();
  }
}
