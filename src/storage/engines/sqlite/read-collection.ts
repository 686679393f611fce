import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Bso, ReadCommand } from '../../commands.ts';
import type { CollectionPage, RecordStream } from '../../engine.ts';
import { isSmallPage, type Portion, streamPortion, wholePage } from '../portions.ts';
import { type CollectionRow, pageOf, type ReadParts, streamFacts } from '../sql/read-collection.ts';
import type { SqliteReaders } from './sqlite-readers.ts';

/**
 * Reads a page of a collection with one statement, which is one snapshot (sync15.md §20.3).
 *
 * @param parts - What to read.
 */
export async function readCollection(
  readers: SqliteReaders,
  command: ReadCommand,
  parts: ReadParts,
): Promise<CollectionPage> {
  if (isSmallPage(command)) {
    const { parameters, columns, where, order, skip } = parts;
    const sql = `SELECT c.modified AS stamp, ${columns} ${from(where)} ${order} LIMIT :most${skip}`;
    const rows = readers.small.iterate<CollectionRow>(sql, parameters);
    const { isDone, taken } = take(rows, wholePage);
    if (isDone) return { ...pageOf(taken[0]?.stamp, recordsOf(taken), command), more: null };
    // Few records, but very large ones.
    rows.return?.();
  }
  return stream(readers, command, parts);
}

/** The first row of a streamed read, in the places of a record's columns. */
interface FactsRow {
  id: string | null;
  modified: number;
  sortindex: number | null;
  payload: number;
}

/**
 * Reads the facts as a first row and the records behind it: a row costs as much as the columns that it has, and there are
 * many. Without a collection there is no row.
 */
async function stream(readers: SqliteReaders, command: ReadCommand, parts: ReadParts): Promise<CollectionPage> {
  const { parameters, columns, where, order, facts, skip, noMore } = parts;
  // SQLite keeps the order of a part only if it is limited.
  const limit = command.limit === null ? 'LIMIT -1' : `LIMIT :limit${skip}`;
  const sql = `SELECT lastId AS id, stamp AS modified, lastValue AS sortindex, matching AS payload${noMore}
    FROM (SELECT c.modified AS stamp, ${facts('storage_bsos b')} FROM storage_collections c
      WHERE c.uid = :uid AND c.name = :collection)
    UNION ALL SELECT * FROM (SELECT ${columns} FROM storage_bsos b
      WHERE b.uid = :uid AND b.collection = :collection AND ${where} ${order} ${limit})`;
  const { statements, release } = await readers.take(command.uid);
  let rows: IterableIterator<Bso> | undefined;
  const close = once(() => {
    rows?.return?.();
    release();
  });
  try {
    rows = statements.iterate<Bso>(sql, parameters);
    const first = rows.next().value as unknown as FactsRow | undefined;
    const { isDone, taken } = take(rows, streamPortion);
    if (isDone) close();
    return {
      ...streamFacts(first && factsOf(first), command),
      records: taken,
      more: isDone ? null : streamOf(rows, close),
    };
  } catch (error) {
    close();
    throw error;
  }
}

const factsOf = ({ id, modified, sortindex, payload }: FactsRow) => ({
  stamp: modified,
  matching: payload,
  lastValue: sortindex,
  lastId: id,
});

function streamOf(rows: Iterator<Bso>, close: () => void): RecordStream {
  let isDone = false;
  return {
    close,
    async take() {
      if (isDone) return null;
      // Others get their turn between two portions.
      await nextTurn();
      const portion = take(rows, streamPortion);
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

// One row of the collection alone when nothing in it matches, none when there is no collection.
const from = (where: string) => `FROM storage_collections c
  LEFT JOIN storage_bsos b ON b.uid = c.uid AND b.collection = c.name AND ${where}
  WHERE c.uid = :uid AND c.name = :collection`;

const recordsOf = (rows: CollectionRow[]): Bso[] => (rows[0]?.id === null ? [] : (rows as Bso[]));

/** Takes rows until the portion is full or there are no more. */
function take<Row extends Pick<Bso, 'payload'>>(
  rows: Iterator<Row>,
  portion: Portion,
): { taken: Row[]; isDone: boolean } {
  const taken: Row[] = [];
  let characters = 0;
  while (taken.length < portion.rows && characters < portion.characters) {
    const { value, done } = rows.next();
    if (done) return { taken, isDone: true };
    taken.push(value);
    characters += value.payload.length;
  }
  return { taken, isDone: false };
}
