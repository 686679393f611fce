import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DatabaseBusyError } from '../../../database/retry.ts';
import { openSqlite, type SqliteConnection } from '../../../database/sqlite-connection.ts';
import type { EngineSettings } from '../settings.ts';
import { SqliteWriter, type WriteTransaction } from './sqlite-writer.ts';
import { WriteTurns } from './write-turns.ts';

let dir: string;
let file: string;
let reader: SqliteConnection;
let writer: SqliteWriter;
let statements: string[];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'foxden-test-'));
  file = join(dir, 'a.sqlite');
  reader = openSqlite(file);
  reader.exec('CREATE TABLE t (n INTEGER PRIMARY KEY)');
  statements = [];
  // On a busy machine any write may take long.
  writer = newWriter(Number.POSITIVE_INFINITY);
});
afterEach(() => {
  writer.close();
  reader.close();
  rmSync(dir, { recursive: true });
});

function newWriter(longEnough?: number): SqliteWriter {
  const settings = { now: Date.now, onStatement: (sql: string) => statements.push(sql) } as unknown as EngineSettings;
  return new SqliteWriter(openSqlite(file), settings, longEnough);
}

const stored = () => reader.prepare('SELECT n FROM t ORDER BY n').pluck().all();
const insert = ({ sql }: WriteTransaction, n: number) => sql.run('INSERT INTO t VALUES (:n)', { n });
const commits = () => statements.filter((sql) => sql === 'COMMIT').length;

it('commits writes that arrive together at once, and tells each its own result after that', async () => {
  const seen: unknown[][] = [];
  const write = (n: number) =>
    writer
      .run((tx) => insert(tx, n) + n)
      .then((result) => {
        seen.push(stored());
        return result;
      });
  expect(await Promise.all([write(1), write(2), write(3)])).toEqual([2, 3, 4]);
  expect(commits()).toBe(1);
  expect(seen).toEqual([
    [1, 2, 3],
    [1, 2, 3],
    [1, 2, 3],
  ]);
  await write(4);
  expect([commits(), stored()]).toEqual([2, [1, 2, 3, 4]]);
});

it('undoes the write that fails, wholly, and no other', async () => {
  const failing = (n: number) =>
    writer.run((tx) => {
      insert(tx, n);
      throw new Error('no');
    });
  const results = await Promise.allSettled([
    failing(1),
    writer.run((tx) => insert(tx, 2)),
    failing(3),
    // The key is taken already.
    writer.run((tx) => insert(tx, 2)),
    writer.run((tx) => insert(tx, 5)),
    failing(6),
  ]);
  const rejected = ['rejected', 'fulfilled', 'rejected', 'rejected', 'fulfilled', 'rejected'];
  expect(results.map(({ status }) => status)).toEqual(rejected);
  expect([commits(), stored()]).toEqual([1, [2, 5]]);
  await expect(failing(7)).rejects.toThrow('no');
  expect(stored()).toEqual([2, 5]);
});

it('confirms nothing when the database ends the transaction by itself', async () => {
  const results = await Promise.allSettled([
    writer.run((tx) => insert(tx, 1)),
    writer.run((tx) => {
      insert(tx, 2);
      tx.sql.control('ROLLBACK');
      throw new Error('disk full');
    }),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(stored()).toEqual([]);
  await writer.run((tx) => insert(tx, 3));
  expect(stored()).toEqual([3]);
});

it('does everything again when the database is busy in the middle', async () => {
  let isFirst = true;
  const busyOnce = writer.run((tx) => {
    insert(tx, 2);
    if (isFirst) {
      isFirst = false;
      throw Object.assign(new Error('busy'), { code: 'SQLITE_BUSY' });
    }
    return 'done';
  });
  const others = [1, 3].map((n) => writer.run((tx) => insert(tx, n)));
  expect(await Promise.all([busyOnce, ...others])).toEqual(['done', 1, 1]);
  expect([commits(), stored()]).toEqual([1, [1, 2, 3]]);
});

it('leaves nobody waiting when its connection is gone', async () => {
  const ending = writer.run((tx) => {
    insert(tx, 1);
    writer.close();
  });
  const results = await Promise.allSettled([ending, writer.run((tx) => insert(tx, 2))]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(stored()).toEqual([]);
});

it('does not hold the event loop for more than a few writes', async () => {
  writer.close();
  writer = newWriter();
  const slow = (n: number) =>
    writer.run((tx) => {
      insert(tx, n);
      for (const startedAt = performance.now(); performance.now() - startedAt < 5; );
    });
  await Promise.all([1, 2, 3, 4, 5, 6].map(slow));
  expect(commits()).toBeGreaterThanOrEqual(3);
  expect(stored()).toEqual([1, 2, 3, 4, 5, 6]);
});

it('waits for another process without blocking this one, and gives up in the end', async () => {
  reader.exec('BEGIN IMMEDIATE');
  const writes = [1, 2].map((n) => writer.run((tx) => insert(tx, n)));
  await sleep(30);
  expect(commits()).toBe(0);
  reader.exec('COMMIT');
  await Promise.all(writes);
  expect(stored()).toEqual([1, 2]);

  reader.exec('BEGIN IMMEDIATE');
  const late = await Promise.allSettled([3, 4].map((n) => writer.run((tx) => insert(tx, n))));
  expect(late.map((result) => (result as PromiseRejectedResult).reason)).toEqual([
    expect.any(DatabaseBusyError),
    expect.any(DatabaseBusyError),
  ]);
  reader.exec('COMMIT');
  expect(stored()).toEqual([1, 2]);
});

it('lets others have their turn between the steps of a long write, but no other write', async () => {
  const seen: unknown[] = [];
  const long = writer.runLong(function* (tx) {
    insert(tx, 1);
    setImmediate(() => seen.push(stored()));
    yield;
    insert(tx, 2);
    return 'done';
  });
  const other = writer.run((tx) => insert(tx, 3)).then(() => seen.push(stored()));
  expect(await long).toBe('done');
  await other;
  // Readers saw nothing of the half.
  expect(seen).toEqual([[], [1, 2, 3]]);
  expect(commits()).toBe(2);
});

it('undoes a long write that fails in the middle, and does one again that met a busy database', async () => {
  const failing = writer.runLong(function* (tx) {
    insert(tx, 1);
    yield;
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(stored()).toEqual([]);
  let isFirst = true;
  await writer.runLong(function* (tx) {
    insert(tx, 2);
    yield;
    if (isFirst) {
      isFirst = false;
      throw Object.assign(new Error('busy'), { code: 'SQLITE_BUSY' });
    }
  });
  expect(stored()).toEqual([2]);
});

it('lets another process that has waited write before it goes on', async () => {
  const other = newWriter();
  const order: string[] = [];
  const hasWaited = () => statements.filter((sql) => sql === 'BEGIN IMMEDIATE').length > 1;
  const writes = [
    writer.runLong(function* () {
      while (!hasWaited()) yield;
    }),
    other.run((tx) => insert(tx, 2)),
    writer.run((tx) => insert(tx, 3)),
  ];
  await Promise.all(writes.map((write, i) => write.then(() => order.push(`write ${i + 1}`))));
  other.close();
  expect(order).toEqual(['write 1', 'write 2', 'write 3']);
});

it('writes although nobody can be told that it waits', () => {
  const turns = new WriteTurns(join(dir, 'no folder', 'a.sqlite'));
  turns.begin();
  turns.wait();
  expect(turns.othersWait()).toBe(false);
});
