import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasMariadb, type MariadbServer, startMariadb } from '../../../../testing/mariadb.ts';
import { openDatabase } from '../../../database/database.ts';
import { migrate } from '../../../database/migrate.ts';
import type { IncomingBso } from '../../commands.ts';
import { downloadLimits } from '../../download-limits.ts';
import type { StorageEngine } from '../../engine.ts';
import { openMariadbStorage } from './mariadb-engine.ts';
import { positional } from './positional.ts';

const payloads = ['plain', 'it\'s "quoted" \\ :uid ? %s', '\u{1f98a} ünïcödé', '', null, 'x'.repeat(5000)];

/** Records with every kind of value, some ids twice. */
const mixed = (count: number, from: number): IncomingBso[] =>
  Array.from({ length: count }, (_, i) => {
    const payload = payloads[i % payloads.length]!;
    return {
      id: `id${(from + i) % 250}`,
      payload,
      size: Buffer.byteLength(payload ?? ''),
      sortindex: i % 4 === 0 ? null : i - 50,
      ttl: i % 5 === 0 ? 1000 + i : null,
    };
  });

describe.skipIf(!hasMariadb())('POSTs to a batch that clients have filled up', () => {
  let mariadb: MariadbServer;
  let engine: StorageEngine;
  const statements: string[] = [];
  beforeAll(async () => {
    mariadb = await startMariadb();
    const url = await mariadb.createDatabase();
    const db = openDatabase({ engine: 'mariadb', url });
    await migrate(db);
    await db.close();
    engine = openMariadbStorage(url, {
      now: () => 1_800_000_000_000,
      quotaBytes: null,
      downloads: downloadLimits,
      limits: { max_total_bytes: 1e9, max_total_records: 350 },
      onStatement: (sql: string) => statements.push(sql),
    });
  });
  afterAll(async () => {
    await engine?.close();
    await mariadb?.stop();
  });

  async function upload(uid: number, sizes: number[]) {
    const command = { uid, collection: 'history', unmodifiedSince: null };
    const { batch } = await engine.openBatch({ ...command, bsos: [] });
    let sent = 0;
    for (const size of sizes) {
      await engine.appendBatch({ ...command, batch, bsos: all.slice(sent, sent + size) });
      sent += size;
    }
    return { command, batch };
  }
  const all = [...mixed(100, 0), ...mixed(100, 100), ...mixed(100, 200)];

  it('leave what the same records in other portions leave', async () => {
    const stored = [];
    for (const [uid, sizes] of [
      [1, [100, 100, 100]],
      [2, [99, 101, 97, 3]],
    ] as const) {
      const { command, batch } = await upload(uid, [...sizes]);
      await engine.commitBatch({ ...command, batch, bsos: [] });
      const whole = {
        ids: null,
        newer: null,
        older: null,
        full: true,
        sort: 'oldest',
        limit: null,
        offset: null,
      } as const;
      const { records, more } = await engine.readCollection({ ...command, ...whole, modifiedSince: null });
      for (let next = await more?.take(); next; next = await more?.take()) records.push(...next);
      more?.close();
      const kept = records.map(({ id, modified, sortindex, payload }) => ({ id, modified, sortindex, payload }));
      stored.push({ kept, usage: (await engine.collectionUsage(uid)).collections });
    }
    expect(stored[0]!.kept).toHaveLength(250);
    expect(stored[0]).toEqual(stored[1]);
  });

  it('are counted, all or none', async () => {
    const { command, batch } = await upload(3, [100, 100]);
    // A record that the table refuses, at the end of a full POST: nothing of it is left, and the batch goes on.
    const wrong = mixed(100, 0);
    wrong[99] = { ...wrong[99]!, id: 'x'.repeat(300) };
    await expect(engine.appendBatch({ ...command, batch, bsos: wrong })).rejects.toThrow(/too long/);
    await engine.appendBatch({ ...command, batch, bsos: mixed(100, 0) });
    statements.length = 0;
    await expect(engine.appendBatch({ ...command, batch, bsos: mixed(100, 0) })).rejects.toThrow('too large');
    expect(statements.filter((sql) => sql.startsWith('INSERT INTO storage_staged'))).toEqual([]);
    await engine.commitBatch({ ...command, batch, bsos: mixed(50, 0) });
  });
});

it('writes named parameters as marks in the order of their places', () => {
  const statement = positional('INSERT INTO t VALUES :rows; UPDATE t SET a = :a WHERE b = :b AND c = :a', {
    ...{ a: 1, b: null },
    rows: [
      ['x', 2],
      ['y', 3],
    ],
  });
  expect(statement).toEqual({
    sql: 'INSERT INTO t VALUES (?,?),(?,?); UPDATE t SET a = ? WHERE b = ? AND c = ?',
    values: ['x', 2, 'y', 3, 1, null, 1],
  });
});
