import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Bso, ReadCommand } from '../../commands.ts';
import type { CollectionPage, RecordStream } from '../../engine.ts';
import { isSmallPage, type Portion, streamPortion, wholePage } from '../portions.ts';
import {
  type CollectionRow,
  type NamedStatement,
  pageOf,
  type ReadParts,
  type StreamRow,
  streamFacts,
} from '../sql/read-collection.ts';
import type { SqliteReaders } from './sqlite-readers.ts';
import type { Statements } from './statements.ts';

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

async function stream(readers: SqliteReaders, command: ReadCommand, parts: ReadParts): Promise<CollectionPage> {
  const { parameters, columns, where, order, facts, skip } = parts;
  const limit = command.limit === null ? '' : `LIMIT :limit${skip}`;
  const sql = `SELECT c.modified AS stamp, ${facts('storage_bsos b')}, ${columns} ${from(where)} ${order} ${limit}`;
  const { statements, release } = await readers.take(command.uid);
  const rows = streamRows(statements, { sql, parameters }, parts.toRow);
  const close = once(() => {
    rows.return();
    release();
  });
  try {
    const { isDone, taken } = take(rows, streamPortion);
    if (isDone) close();
    const page = streamFacts(taken[0], command);
    return { ...page, records: recordsOf(taken), more: isDone ? null : streamOf(rows, close) };
  } catch (error) {
    close();
    throw error;
  }
}

// Opened by the first step, so that whatever fails closes the stream.
function* streamRows(
  statements: Statements,
  { sql, parameters }: NamedStatement,
  toRow: ReadParts['toRow'],
): Generator<StreamRow, void> {
  for (const row of statements.iterateValues(sql, parameters)) yield toRow(row);
}

function streamOf(rows: Iterator<CollectionRow>, close: () => void): RecordStream {
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
      return portion.taken as Bso[];
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
function take<Row extends CollectionRow>(rows: Iterator<Row>, portion: Portion): { taken: Row[]; isDone: boolean } {
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
