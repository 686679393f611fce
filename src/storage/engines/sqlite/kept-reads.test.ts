import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createConfig } from '../../../config/config.ts';
import { openDatabase } from '../../../database/database.ts';
import { migrate } from '../../../database/migrate.ts';
import { openSqlite } from '../../../database/sqlite-connection.ts';
import { readAtTurnsEnd } from '../../../http/turn.ts';
import type { ReadCommand } from '../../commands.ts';
import { downloadLimits } from '../../download-limits.ts';
import type { CollectionFacts, StorageEngine } from '../../engine.ts';
import { openSqliteStorage } from './sqlite-engine.ts';

let dir: string;
let engines: StorageEngine[];
let statements: string[];
let file: string;
let now: number;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'foxden-stamps-'));
  const config = createConfig({ FOXDEN_DATA_DIR: dir });
  if (config.database.engine !== 'sqlite') throw new Error('not the database that is meant');
  const db = openDatabase(config.database);
  await migrate(db);
  await db.close();
  statements = [];
  file = config.database.file;
  now = Date.now();
  const settings = { now: () => now, quotaBytes: null, downloads: downloadLimits, limits: config.limits };
  // As two workers have it.
  const onStatement = (sql: string) => statements.push(sql);
  engines = [openSqliteStorage(file, { ...settings, onStatement }), openSqliteStorage(file, settings)];
});
afterEach(async () => {
  for (const engine of engines) await engine.close();
  rmSync(dir, { recursive: true });
});

const bso = { id: 'a', payload: 'x', size: 1, sortindex: null, ttl: null };
const target = { uid: 7, collection: 'tabs', unmodifiedSince: null };

it('tells the stamps of every write at once, whoever has written', async () => {
  const [reader, other] = engines as [StorageEngine, StorageEngine];
  expect(await reader.collectionStamps(7)).toEqual({ modified: 0, collections: [] });
  for (let i = 0; i < 50; i++) {
    const writer = i % 2 ? reader : other;
    const { modified } = await writer.put({ ...target, collection: `c${i % 5}`, bso });
    const facts = await reader.collectionStamps(7);
    expect(facts.modified).toBe(modified);
    expect(facts.collections).toContainEqual({ name: `c${i % 5}`, value: modified });
  }
  await other.deleteCollection({ ...target, collection: 'c1' });
  expect((await reader.collectionStamps(7)).collections.map(({ name }) => name)).not.toContain('c1');
  await other.deleteUser(7);
  expect(await reader.collectionStamps(7)).toEqual({ modified: 0, collections: [] });
});

it('asks the database once while nobody writes, for each user', async () => {
  const [reader, other] = engines as [StorageEngine, StorageEngine];
  const { modified } = await other.put({ ...target, bso });
  statements.length = 0;
  for (let i = 0; i < 10; i++) {
    expect((await reader.collectionStamps(7)).modified).toBe(modified);
    expect((await reader.collectionStamps(8)).modified).toBe(0);
  }
  expect(statements).toHaveLength(2);
});

const devices: Omit<ReadCommand, 'uid'> = {
  ...{ collection: 'clients', ids: null, newer: null, older: null, full: true, sort: 'newest', limit: 1000 },
  ...{ offset: null, modifiedSince: null, unmodifiedSince: null },
};
const payloads = async (engine: StorageEngine, command: Partial<ReadCommand> = {}) =>
  (await engine.readCollection({ uid: 7, ...devices, ...command })).records.map(({ payload }) => payload);

it('tells a small page as it is after every write, whoever has written', async () => {
  const [reader, other] = engines as [StorageEngine, StorageEngine];
  for (let i = 0; i < 20; i++) {
    const writer = i % 2 ? reader : other;
    const { modified } = await writer.put({ ...target, collection: 'clients', bso: { ...bso, payload: String(i) } });
    expect(await payloads(reader)).toEqual([String(i)]);
    expect(await payloads(reader, { newer: modified })).toEqual([]);
    expect(await payloads(reader, { newer: modified - 1 })).toEqual([String(i)]);
  }
  await other.deleteBsos({ ...target, collection: 'clients', ids: ['a'] });
  expect(await payloads(reader)).toEqual([]);
});

it('reads a small page once while nobody writes, and again when one of its records has ended', async () => {
  const [reader, other] = engines as [StorageEngine, StorageEngine];
  await other.put({ ...target, collection: 'clients', bso: { ...bso, payload: 'stays' } });
  await other.put({ ...target, collection: 'clients', bso: { ...bso, id: 'b', payload: 'ends', ttl: 60 } });
  statements.length = 0;
  for (let i = 0; i < 10; i++) expect(await payloads(reader)).toEqual(['ends', 'stays']);
  expect(await payloads(reader, { limit: 1 })).toEqual(['ends']);
  expect(await payloads(reader, { sort: 'oldest' })).toEqual(['stays', 'ends']);
  expect(statements).toHaveLength(3);
  now += 61_000;
  expect(await payloads(reader)).toEqual(['stays']);
});

it('keeps no page that is large', async () => {
  const [reader] = engines as [StorageEngine];
  const payload = 'x'.repeat(10_000);
  await reader.put({ ...target, collection: 'clients', bso: { ...bso, payload, size: payload.length } });
  statements.length = 0;
  for (let i = 0; i < 3; i++) expect(await payloads(reader)).toEqual([payload]);
  expect(statements).toHaveLength(3);
});

it('keeps nothing of users with hundreds of collections, whose stamps are as large as many pages', async () => {
  const [reader, other] = engines as [StorageEngine, StorageEngine];
  for (let i = 0; i <= 100; i++) {
    now += 10;
    await other.put({ ...target, collection: `c${i}`, bso });
    await reader.collectionStamps(7);
    statements.length = 0;
    expect((await reader.collectionStamps(7)).collections).toHaveLength(i + 1);
    expect(statements).toHaveLength(i < 100 ? 0 : 1);
  }
});

it('looks once for reads that are done together, after the last of them has come', async () => {
  const [reader, other] = engines as [StorageEngine, StorageEngine];
  const first = await other.put({ ...target, bso });
  expect((await reader.collectionStamps(7)).modified).toBe(first.modified);
  const seen: unknown[] = [];
  const read = () => seen.push((reader.collectionStamps(7) as CollectionFacts).modified);
  // What was acknowledged after the first request has come is still seen by both.
  readAtTurnsEnd(read);
  const another = openSqlite(file);
  another.exec('UPDATE storage_users SET modified = modified + 1');
  another.close();
  readAtTurnsEnd(read);
  await nextTurn();
  expect(seen).toEqual([first.modified + 1, first.modified + 1]);
});
