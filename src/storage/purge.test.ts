import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { openSqlite } from '../database/sqlite-connection.ts';

describeOnEngines('purge (sync15.md §15)', (engine) => {
  let server: TestServer;
  let clock = Date.now();
  beforeAll(async () => {
    server = await startTestServer(engine, { overrides: { now: () => clock } });
  });
  afterAll(() => server.stop());
  const client = (uid: number) =>
    new StorageClient({ url: server.url, masterSecret: server.ctx.secrets.masterSecrets[0]!, uid, expires: 4e9 });
  const count = async (table: 'storage_bsos' | 'storage_batches' | 'storage_staged' | 'storage_users') => {
    const { n } = await server.ctx.db.query
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return Number(n);
  };
  const records = (from: number, to: number, ttl?: number) =>
    Array.from({ length: to - from }, (_, i) => ({ id: `r${from + i}`, payload: 'x'.repeat(2000), ttl }));

  it('removes expired records of all users in chunks, and nothing else', async () => {
    for (const uid of [1, 2, 3]) {
      await client(uid).post('/storage/a', records(0, 700, 100));
      await client(uid).post('/storage/a', records(700, 710));
    }
    await client(2).post('/storage/b', records(0, 5, 100_000));
    const stamps = (await client(2).get('/info/collections')).json;
    expect(await server.ctx.storage.purge()).toEqual({ records: 0, batches: 0 });
    clock += 101_000;
    const counts = (await client(2).get('/info/collection_counts')).json;
    expect(counts).toEqual({ a: 10, b: 5 });
    expect(await server.ctx.storage.purge()).toEqual({ records: 2100, batches: 0 });
    expect(await count('storage_bsos')).toBe(35);
    expect((await client(2).get('/info/collection_counts')).json).toEqual(counts);
    expect((await client(2).get('/info/collections')).json).toEqual(stamps);
    expect((await client(2).get('/info/collection_usage')).json.a).toBe((10 * 2000) / 1024);
  });

  it('removes batches after two hours, and refuses them from then on (sync15.md §12.1)', async () => {
    const c = client(4);
    const old = (await c.post('/storage/a?batch=true', records(0, 700))).json.batch;
    clock += 3_600_000;
    const young = (await c.post('/storage/a?batch=true', records(0, 10))).json.batch;
    expect((await c.post(`/storage/a?batch=${old}`, records(700, 701))).status).toBe(202);
    clock += 3_600_001;
    expect((await c.post(`/storage/a?batch=${old}&commit=true`, [])).status).toBe(400);
    expect(await server.ctx.storage.purge()).toEqual({ records: 0, batches: 1 });
    expect([await count('storage_batches'), await count('storage_staged')]).toEqual([1, 10]);
    expect((await c.post(`/storage/a?batch=${young}&commit=true`, [])).status).toBe(200);
    expect((await c.get('/info/collection_counts')).json).toEqual({ a: 10 });
  });

  it('of a user leaves nothing of that user and all of the others', async () => {
    await client(5).post('/storage/a', records(0, 900));
    await client(5).post('/storage/a?batch=true', records(0, 900));
    const before = await count('storage_users');
    await server.ctx.storage.deleteUser(5);
    await server.ctx.storage.deleteUser(5);
    expect(await count('storage_users')).toBe(before - 1);
    expect([await count('storage_batches'), await count('storage_staged')]).toEqual([0, 0]);
    expect((await client(5).get('/info/collections')).json).toEqual({});
    expect((await client(4).get('/info/collection_counts')).json).toEqual({ a: 10 });
  });

  if (engine.name !== 'sqlite') return;
  it('gives space back to the file system', async () => {
    const connection = openSqlite(join(server.ctx.config.dataDir, 'foxden.sqlite'), { readonly: true });
    const pages = () => connection.pragma('page_count', { simple: true }) as number;
    await client(6).post('/storage/a', records(0, 1000, 50));
    const full = pages();
    clock += 51_000;
    server.statements.length = 0;
    await server.ctx.storage.purge();
    expect(pages()).toBeLessThan(full - 400);
    // Hundreds of pages at a time, not each with a commit of its own.
    expect(server.statements.filter((sql) => sql === 'COMMIT').length).toBeLessThan(20);
    connection.close();
  });
});
