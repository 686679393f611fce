import type { Bso, ReadCommand } from '../../commands.ts';
import type { CollectionPage } from '../../engine.ts';
import { readTimeLimit } from '../portions.ts';
import { collectionStatement, pageOf } from '../sql/read-collection.ts';
import type { MariadbClient } from './mariadb-client.ts';
import { RowStream } from './row-stream.ts';

/** Reads a page of a collection with one statement, which is one snapshot (sync15.md §20.3). */
export async function readCollection(
  client: MariadbClient,
  command: ReadCommand,
  now: number,
): Promise<CollectionPage> {
  const { sql, parameters } = collectionStatement(command, now);
  const connection = await client.connectStream();
  client.count(sql);
  client.settings.onRoundTrip?.();
  const rows = new RowStream(connection, sql, parameters);
  try {
    const first = await rows.take();
    const page = pageOf(first[0], command);
    const records = first[0]?.id === null ? [] : (first as Bso[]);
    if (!rows.isDone) return { ...page, records, more: portions(rows) };
    rows.end();
    return { ...page, records, more: null };
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
      if (portion.length > 0) yield portion as Bso[];
    }
  } finally {
    rows.end();
  }
}
