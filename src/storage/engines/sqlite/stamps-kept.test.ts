import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createConfig } from '../../../config/config.ts';
import { openDatabase } from '../../../database/database.ts';
import { migrate } from '../../../database/migrate.ts';
import { downloadLimits } from '../../download-limits.ts';
import type { StorageEngine } from '../../engine.ts';
import { openSqliteStorage } from './sqlite-engine.ts';

let dir: string;
let engines: StorageEngine[];
let statements: string[];
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'foxden-stamps-'));
  const config = createConfig({ FOXDEN_DATA_DIR: dir });
  if (config.database.engine !== 'sqlite') throw new Error('not the database that is meant');
  const db = openDatabase(config.database);
  await migrate(db);
  await db.close();
  statements = [];
  const { file } = config.database;
  const settings = { now: Date.now, quotaBytes: null, downloads: downloadLimits, limits: config.limits };
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
