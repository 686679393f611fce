import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { chargeOf } from './engines/sql/charge.ts';

interface Sent {
  id: string;
  payload?: string;
  sortindex?: number;
  ttl?: number;
}

// More than an engine commits in one go, and what was sent early is sent again late.
describeOnEngines('a large batch (sync15.md §12.1)', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(engine);
  });
  afterAll(() => server.stop());

  const some = (make: (i: number) => Omit<Sent, 'id'>): Sent[] =>
    Array.from({ length: 1000 }, (_, i) => ({ id: `r${String(i).padStart(4, '0')}`, ...make(i) }));
  const others = (name: string): Sent[] => some(() => ({ payload: 'o' })).map((one) => ({ ...one, id: name + one.id }));
  const posts = [
    some((i) => ({ payload: 'a'.repeat(i), ...(i % 10 === 1 ? { ttl: 0 } : {}) })),
    others('x'),
    others('y'),
    some((i) => (i % 2 === 0 ? { payload: 'b'.repeat(50) } : { sortindex: i })),
    others('z'),
  ];

  async function upload(uid: number) {
    const c = new StorageClient({ url: server.url, masterSecret: server.ctx.secrets.masterSecrets[0]!, uid });
    let batch = 'true';
    for (const records of posts) batch = (await c.post(`/storage/col?batch=${batch}`, records)).json.batch;
    expect((await c.post(`/storage/col?batch=${batch}&commit=true`, [])).status).toBe(200);
    return c;
  }

  /** The counters of the collection are what its records come to. */
  async function expectCounted(uid: number) {
    const { query } = server.ctx.db;
    const stored = await query.selectFrom('storage_bsos').select(['size', 'payload']).where('uid', '=', uid).execute();
    const { bytes, charge } = await query
      .selectFrom('storage_collections')
      .select(['bytes', 'charge'])
      .where('uid', '=', uid)
      .executeTakeFirstOrThrow();
    const sum = (of: (size: number) => number) => stored.reduce((total, { size }) => total + of(size), 0);
    expect(stored).toHaveLength(4000);
    expect(stored.every(({ size, payload }) => size === (payload ?? '').length)).toBe(true);
    expect([Number(bytes), Number(charge)]).toEqual([sum((size) => size), sum(chargeOf)]);
  }

  it('counts and merges rightly in a collection that is new', async () => {
    const c = await upload(1);
    await expectCounted(1);
    const read = (await c.get('/storage/col?full=1&ids=r0000,r0001,r0003,r0999')).json as Sent[];
    const byId = Object.fromEntries(read.map(({ id, payload, sortindex }) => [id, [payload, sortindex]]));
    expect(byId).toEqual({
      r0000: ['b'.repeat(50), undefined],
      r0003: ['aaa', 3],
      r0999: ['a'.repeat(999), 999],
    });
  });

  it('does so over records that are there, some of them expired', async () => {
    const c = await upload(2);
    await c.post(
      '/storage/col',
      some((i) => (i % 3 === 0 ? { payload: 'c'.repeat(i + 200), sortindex: 5 } : {})),
    );
    await c.post(
      '/storage/col',
      some((i) => (i % 7 === 0 ? { payload: 'd', ttl: 0 } : { ttl: 100_000 })),
    );
    await c.delete('/storage/col?ids=xr0001,yr0001');
    await upload(2);
    await expectCounted(2);
  });
});
