import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../testing/engines.ts';
import { StorageClient } from '../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

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
    expect((await c.put('/storage/col/3', { payload: '' })).status).toBe(200);
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
    await c.put('/storage/col/3', { payload: kib(200) });
    expect((await c.post(`/storage/col?batch=${batch}&commit=true`, [])).status).toBe(403);
    expect((await c.get('/storage/col')).json).toEqual(['3']);
    await c.delete('/storage/col/3');
    expect((await c.post(`/storage/col?batch=${batch}&commit=true`, [])).status).toBe(200);
    expect((await c.get('/info/quota')).json[0]).toBe(1000);
    const again = (await c.post('/storage/col?batch=true', [{ id: '1', payload: kib(50) }])).json.batch;
    expect((await c.post(`/storage/col?batch=${again}&commit=true`, [])).status).toBe(200);
    expect((await c.get('/info/quota')).json[0]).toBe(450);
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
