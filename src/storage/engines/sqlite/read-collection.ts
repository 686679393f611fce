import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadCommand } from '../../commands.ts';
import type { CollectionPage, RecordStream } from '../../engine.ts';
import { isSmallPage, streamPortion, wholePage } from '../portions.ts';
import { pageOf, type ReadParts, streamFacts } from '../sql/read-collection.ts';
import type { ReadStatements, SqliteReaders } from './sqlite-readers.ts';

/**
 * Reads a page of a collection with one statement, which is one snapshot (sync15.md §20.3).
 *
 * @param parts - What to read.
 * @param tellEnds - Whether the records of a small page tell when they end, for those who keep it.
 */
export function readCollection(
  readers: SqliteReaders,
  command: ReadCommand,
  parts: ReadParts,
  tellEnds = false,
): CollectionPage | Promise<CollectionPage> {
  if (isSmallPage(command)) {
    const { small } = readers;
    const { columns, names } = parts;
    const told = tellEnds ? { ...parts, columns: `${columns}, b.expiry`, names: `${names}, expiry` } : parts;
    const sql = statement('c.modified, NULL, NULL, NULL', told, `:most${parts.skip}`);
    const page = small.outgoing.whole(wholePage, () => small.values<[stamp: number]>(sql, parts.parameters));
    if (page) return { ...pageOf(page.result[0]?.[0], page.taken, command), more: null };
    // Few records, but very large ones.
  }
  return stream(readers, command, parts);
}

type FactsRow = [stamp: number, matching: number, lastValue: number | null, lastId: string | null];

/**
 * A row about the collection, if it exists, and the records behind it, which go out by the function; as columns of every row the
 * facts would cost as much as the records.
 */
function statement(facts: string, { columns, names, where, order }: ReadParts, limit: string): string {
  // SQLite keeps the order of a part only if it is limited.
  return `SELECT ${facts} FROM storage_collections c WHERE c.uid = :uid AND c.name = :collection
    UNION ALL SELECT NULL, NULL, NULL, NULL
      FROM (SELECT ${columns} FROM storage_bsos b
        WHERE b.uid = :uid AND b.collection = :collection AND ${where} ${order} LIMIT ${limit})
      WHERE outgoing(${names})`;
}

async function stream(readers: SqliteReaders, command: ReadCommand, parts: ReadParts): Promise<CollectionPage> {
  const sql = statement(
    `c.modified, ${parts.facts('storage_bsos b')}`,
    parts,
    command.limit === null ? '-1' : `:limit${parts.skip}`,
  );
  const { statements, release } = await readers.take(command.uid);
  let rows: IterableIterator<FactsRow> | undefined;
  const close = once(() => {
    rows?.return?.();
    release();
  });
  try {
    rows = statements.iterate<FactsRow>(sql, parts.parameters);
    const first = rows.next().value as FactsRow | undefined;
    const { taken, isDone } = first ? statements.outgoing.next(streamPortion, rows) : { taken: [], isDone: true };
    if (isDone) close();
    return {
      ...streamFacts(first && factsOf(first), command),
      records: taken,
      more: isDone ? null : streamOf(statements, rows, close),
    };
  } catch (error) {
    close();
    throw error;
  }
}

const factsOf = ([stamp, matching, lastValue, lastId]: FactsRow) => ({ stamp, matching, lastValue, lastId });

function streamOf({ outgoing }: ReadStatements, rows: Iterator<unknown>, close: () => void): RecordStream {
  let isDone = false;
  return {
    close,
    async take() {
      if (isDone) return null;
      // Others get their turn between two portions.
      await nextTurn();
      const portion = outgoing.next(streamPortion, rows);
      isDone = portion.isDone;
      if (isDone) close();
      return portion.taken;
    },
  };
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}
