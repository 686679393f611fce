import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { isControlStatement } from '../database/statement-listener.ts';

/** Name, most data statements, most round trips to MariaDB, method, path, records. */
const budget: [string, number, number, string, string, number?][] = [
  ['info/collections', 1, 1, 'GET', '/info/collections'],
  ['info/collection_counts', 1, 1, 'GET', '/info/collection_counts'],
  ['info/collection_usage', 1, 1, 'GET', '/info/collection_usage'],
  ['info/quota', 1, 1, 'GET', '/info/quota'],
  ['info/configuration', 0, 0, 'GET', '/info/configuration'],
  ['read of a page', 1, 1, 'GET', '/storage/col?full=1&limit=100'],
  ['read of a collection without limit', 1, 1, 'GET', '/storage/col?full=1'],
  ['read of ids', 1, 1, 'GET', '/storage/col?ids=r1,r2,r3&full=1'],
  ['read of 3,000 records in several portions', 1, 1, 'GET', '/storage/big?full=1'],
  ['read of one record', 1, 1, 'GET', '/storage/col/r1'],
  ['PUT', 3, 3, 'PUT', '/storage/col/r1', 1],
  ['POST of no record', 4, 3, 'POST', '/storage/col', 0],
  ['POST of 1 record', 4, 3, 'POST', '/storage/col', 1],
  ['POST of 100 records', 4, 3, 'POST', '/storage/col', 100],
  ['POST of 1,000 records', 4, 3, 'POST', '/storage/col', 1000],
  ['opening of a batch', 4, 3, 'POST', '/storage/col?batch=true', 100],
  ['append of 1,000 records to a batch', 4, 3, 'POST', '/storage/col?batch=BATCH', 1000],
  ['commit of 2,000 records in a batch', 6, 3, 'POST', '/storage/col?batch=BATCH&commit=true', 1000],
  ['DELETE of one record', 4, 3, 'DELETE', '/storage/col/r1'],
  ['DELETE of ids', 4, 3, 'DELETE', '/storage/col?ids=r1,r2'],
  ['DELETE of a collection', 6, 3, 'DELETE', '/storage/col'],
  ['DELETE of everything', 6, 3, 'DELETE', '/storage'],
];

describeOnEngines('SQL statements and round trips of a request (architecture.md §4)', (engine) => {
  let server: TestServer;
  let roundTrips = 0;
  let uid = 1;
  beforeAll(async () => {
    const onRoundTrip = () => {
      roundTrips++;
    };
    server = await startTestServer(engine, { env: { FOXDEN_QUOTA_KB: '100000' }, overrides: { onRoundTrip } });
  });
  afterAll(() => server.stop());

  const records = (count: number, from = 0) =>
    Array.from({ length: count }, (_, i) => ({ id: `r${from + i}`, payload: `payload ${i}` }));

  it.each(budget)('%s: at most %i and %i', async (_name, statements, trips, method, path, count) => {
    const masterSecret = server.ctx.secrets.masterSecrets[0]!;
    const c = new StorageClient({ url: server.url, masterSecret, uid: uid++ });
    await c.post('/storage/col', records(50));
    if (path.startsWith('/storage/big'))
      for (const at of [0, 1000, 2000]) await c.post('/storage/big', records(1000, at));
    const batch = (await c.post('/storage/col?batch=true', records(1000, 500))).json.batch;
    const body = method === 'PUT' ? { payload: 'x' } : count === undefined ? undefined : records(count);

    server.statements.length = 0;
    roundTrips = 0;
    const answer = await c.request(method, path.replace('BATCH', batch), { body });
    expect(answer.status).toBeLessThan(300);
    const data = server.statements.filter((sql) => !isControlStatement(sql));
    expect(data.length, data.join('\n')).toBeLessThanOrEqual(statements);
    if (statements > 0) expect(data.length).toBeGreaterThan(0);
    expect(roundTrips).toBeLessThanOrEqual(engine.name === 'mariadb' ? trips : 0);
    if (engine.name === 'mariadb' && trips > 0) expect(roundTrips).toBeGreaterThan(0);
  });
});
