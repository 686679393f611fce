import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const kib = (count: number) => 'x'.repeat(count * 1024);

describeOnEngines('quota (sync15.md §15)', (engine) => {
  let server: TestServer;
  let clock = Date.now();
  let uid = 1;
  beforeAll(async () => {
    server = await startTestServer(engine, { env: { FOXDEN_QUOTA_KB: '1100' }, overrides: { now: () => clock } });
  });
  afterAll(() => server.stop());
  const client = (quotaBytes?: number | null) =>
    new StorageClient({
      url: server.url,
      masterSecret: server.ctx.secrets.masterSecrets[0]!,
      uid: uid++,
      expires: 4e9,
      quotaBytes,
    });

  it('is told, and how much of it is left when that is little', async () => {
    const c = client();
    expect((await c.get('/info/quota')).json).toEqual([0, 1100]);
    const first = await c.put('/storage/col/1', { payload: kib(70) });
    expect(first.headers.get('x-weave-quota-remaining')).toBeNull();
    const second = await c.put('/storage/col/2', { payload: kib(30) });
    expect(second.headers.get('x-weave-quota-remaining')).toBe('1000');
    const third = await c.post('/storage/col', [{ id: '3', payload: kib(100) }]);
    expect(third.headers.get('x-weave-quota-remaining')).toBe('900');
    const fourth = await c.post('/storage/col?batch=true', [{ id: '4', payload: kib(100) }]);
    expect(fourth.headers.get('x-weave-quota-remaining')).toBe('800');
    expect((await c.get('/info/quota')).json).toEqual([200, 1100]);
  });

  it('is the user’s own where the token says so', async () => {
    const small = client(2048);
    expect((await small.get('/info/quota')).json).toEqual([0, 2]);
    expect((await small.put('/storage/col/1', { payload: kib(1) })).headers.get('x-weave-quota-remaining')).toBe('1');
    const refused = [
      await small.put('/storage/col/2', { payload: kib(2) }),
      await small.post('/storage/col', [{ id: '2', payload: kib(2) }]),
      await small.post('/storage/col?batch=true', [{ id: '2', payload: kib(2) }]),
    ];
    expect(refused.map((answer) => [answer.status, answer.json])).toEqual(
      [403, 403, 403].map((status) => [status, 14]),
    );
    expect(server.logs.filter((record) => record.message === 'QuotaExceeded')).toHaveLength(3);
    const unlimited = client(null);
    expect((await unlimited.get('/info/quota')).json).toEqual([0, null]);
    expect((await unlimited.put('/storage/col/1', { payload: kib(1200) })).status).toBe(200);
  });

  it('can be filled to the last byte and not by one more; deleting and shrinking always work', async () => {
    const c = client();
    await c.put('/storage/col/1', { payload: kib(1099) });
    const full = await c.put('/storage/other/2', { payload: kib(1) });
    expect([full.status, full.headers.get('x-weave-quota-remaining')]).toEqual([200, '0']);
    const before = (await c.get('/info/collections')).json;
    const refused = [
      await c.put('/storage/col/3', { payload: 'x' }),
      await c.put('/storage/other/2', { payload: `${kib(1)}x` }),
      await c.post('/storage/col', [
        { id: '3', payload: '' },
        { id: '4', payload: 'x' },
      ]),
      await c.post('/storage/col?batch=true', [{ id: '3', payload: 'x' }]),
    ];
    for (const answer of refused) expect([answer.status, answer.json]).toEqual([403, 14]);
    expect((await c.get('/info/collections')).json).toEqual(before);
    // A record takes room however small its payload.
    expect((await c.put('/storage/col/3', { payload: '' })).status).toBe(403);
    expect((await c.put('/storage/col/1', { sortindex: 5 })).status).toBe(200);
    expect((await c.put('/storage/col/1', { payload: kib(1098) })).status).toBe(200);
    expect((await c.put('/storage/col/4', { payload: kib(1) })).status).toBe(200);
    expect((await c.delete('/storage/col/1')).status).toBe(200);
    expect((await c.get('/info/quota')).json[0]).toBe(2);
    await c.delete('/storage/other?ids=2');
    expect((await c.get('/info/quota')).json[0]).toBe(1);
    await c.delete('/storage/col');
    expect((await c.get('/info/quota')).json[0]).toBe(0);
  });

  it('counts what batches hold, and again at the commit', async () => {
    const c = client();
    const { batch } = (await c.post('/storage/col?batch=true', [{ id: '1', payload: kib(600) }])).json;
    expect((await c.post(`/storage/col?batch=${batch}`, [{ id: '2', payload: kib(600) }])).status).toBe(403);
    expect((await c.post(`/storage/col?batch=${batch}`, [{ id: '2', payload: kib(400) }])).status).toBe(202);
    // What is written beside an open batch finds its room taken, on every way in.
    expect((await c.put('/storage/col/3', { payload: kib(200) })).status).toBe(403);
    expect((await c.post('/storage/col', [{ id: '3', payload: kib(200) }])).status).toBe(403);
    expect((await c.put('/storage/col/3', { payload: kib(20) })).status).toBe(200);
    expect((await c.delete('/storage/col/3')).status).toBe(200);
    expect((await c.post(`/storage/col?batch=${batch}&commit=true`, [])).status).toBe(200);
    expect((await c.get('/info/quota')).json[0]).toBe(1000);
    const again = (await c.post('/storage/col?batch=true', [{ id: '1', payload: kib(50) }])).json.batch;
    expect((await c.post(`/storage/col?batch=${again}&commit=true`, [])).status).toBe(200);
    expect((await c.get('/info/quota')).json[0]).toBe(450);
  });

  it('counts what all open batches hold together, and refuses too many of them', async () => {
    const c = client();
    const open = (bytes: string) => c.post('/storage/col?batch=true', [{ id: '1', payload: bytes }]);
    const statuses: number[] = [];
    for (let i = 0; i < 30; i++) statuses.push((await open(kib(300))).status);
    expect(statuses).toEqual([...Array(3).fill(202), ...Array(27).fill(403)]);
    const appended = await open('x');
    expect(appended.status).toBe(202);
    const append = (bytes: string) =>
      c.post(`/storage/col?batch=${appended.json.batch}`, [{ id: '2', payload: bytes }]);
    expect([(await append(kib(300))).status, (await append(kib(100))).status]).toEqual([403, 202]);
    // Whoever was cut off and begins anew isn't kept waiting for two hours.
    clock += 15 * 60_000;
    expect((await open(kib(600))).status).toBe(202);
    expect((await append('x')).status).toBe(400);

    const many = client(null);
    const opened: string[] = [];
    for (let i = 0; i < 50; i++) opened.push((await many.post('/storage/col?batch=true', [])).json.batch);
    const refused = await many.post('/storage/col?batch=true', []);
    expect([refused.status, refused.json]).toEqual([400, 17]);
    expect((await many.post(`/storage/col?batch=${opened[0]}&commit=true`, [{ id: '1' }])).status).toBe(200);
    expect((await many.post('/storage/col?batch=true', [])).status).toBe(202);
  });

  it('counts each record, however small its payload', async () => {
    const c = client(1_000_000);
    const records = (from: number, count: number) => Array.from({ length: count }, (_, i) => ({ id: `r${from + i}` }));
    const statuses: number[] = [];
    for (let from = 0; from < 12_000; from += 1000) {
      statuses.push((await c.post('/storage/col', records(from, 1000))).status);
    }
    expect(statuses).toEqual([...Array(10).fill(200), 403, 403]);
    expect((await c.put('/storage/col/another', {})).status).toBe(403);
    expect((await c.put('/storage/col/r0', { payload: 'x'.repeat(100) })).status).toBe(200);
    expect((await c.put('/storage/col/r0', { payload: 'x'.repeat(101) })).status).toBe(403);
    expect((await c.post('/storage/col?batch=true', records(20_000, 1))).status).toBe(403);
    await c.delete('/storage/col?ids=r1,r2');
    await c.delete('/storage/col/r3');
    expect((await c.post('/storage/col', records(20_000, 4))).status).toBe(403);
    const { batch } = (await c.post('/storage/col?batch=true', records(20_000, 3))).json;
    expect((await c.post(`/storage/col?batch=${batch}&commit=true`, [])).status).toBe(200);
    expect((await c.put('/storage/col/another', {})).status).toBe(403);
    await c.delete('/storage/col');
    expect((await c.put('/storage/col/another', {})).status).toBe(200);
  });

  it('does not count what has expired, purged or not', async () => {
    const c = client();
    await c.post('/storage/col', [
      { id: '1', payload: kib(600), ttl: 10 },
      { id: '2', payload: kib(400), ttl: 10 },
    ]);
    expect((await c.put('/storage/col/3', { payload: kib(500) })).status).toBe(403);
    clock += 11_000;
    expect((await c.get('/info/quota')).json[0]).toBe(0);
    expect((await c.put('/storage/col/3', { payload: kib(500) })).status).toBe(200);
    expect((await c.put('/storage/col/1', { payload: kib(500) })).status).toBe(200);
    expect((await c.get('/info/quota')).json[0]).toBe(1000);
    expect((await c.put('/storage/col/4', { payload: kib(200) })).status).toBe(403);
    expect(await server.ctx.storage.purge()).toEqual({ records: 1, batches: 0 });
    expect((await c.get('/info/quota')).json[0]).toBe(1000);
    const sizes = (await server.ctx.storage.sizes()).filter((size) => size.uid === c.options.uid);
    expect(sizes).toEqual([{ uid: c.options.uid, collection: 'col', bytes: 1000 * 1024, records: 2 }]);
  });
});
