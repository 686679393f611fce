import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Bso, ReadCommand } from '../../commands.ts';
import type { CollectionPage } from '../../engine.ts';
import { portionBytes, portionRows, readTimeLimit } from '../portions.ts';
import { type CollectionRow, collectionStatement, pageOf } from '../sql/read-collection.ts';
import type { SqliteReaders } from './sqlite-readers.ts';

/** Reads a page of a collection with one statement; its open iterator is the snapshot (sync15.md §20.3). */
export async function readCollection(
  readers: SqliteReaders,
  command: ReadCommand,
  now: number,
): Promise<CollectionPage> {
  const { sql, parameters } = collectionStatement(command, now);
  const statements = await readers.take();
  const rows = statements.iterate<CollectionRow>(sql, parameters);
  const release = () => {
    rows.return?.();
    readers.give(statements);
  };
  try {
    const first = rows.next();
    const row = first.done ? undefined : first.value;
    const records: Bso[] = [];
    const isDone = row === undefined || row.id === null || portion(row as Bso, rows, records);
    const page = pageOf(row, command);
    if (isDone) release();
    return { ...page, records, more: isDone ? null : portions(rows, release) };
  } catch (error) {
    release();
    throw error;
  }
}

/** Moves rows into `records` until the portion is full; true when there are no more. */
function portion(first: Bso, rows: Iterator<CollectionRow>, records: Bso[]): boolean {
  let bytes = 0;
  for (let bso: Bso = first; ; ) {
    records.push(bso);
    bytes += bso.payload.length;
    if (records.length >= portionRows || bytes >= portionBytes) return false;
    const next = rows.next();
    if (next.done) return true;
    bso = next.value as Bso;
  }
}

async function* portions(rows: Iterator<CollectionRow>, release: () => void): AsyncGenerator<Bso[]> {
  const deadline = Date.now() + readTimeLimit;
  try {
    for (;;) {
      // Others get their turn between two portions.
      await nextTurn();
      if (Date.now() > deadline) throw new Error('A client took too long to read a collection');
      const first = rows.next();
      if (first.done) return;
      const records: Bso[] = [];
      const isDone = portion(first.value as Bso, rows, records);
      yield records;
      if (isDone) return;
    }
  } finally {
    release();
  }
}
