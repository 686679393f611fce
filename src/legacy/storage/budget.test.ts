import { expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { serveLegacy } from '../../../testing/legacy/serve.ts';
import { isControlStatement } from '../../database/statement-listener.ts';

const records = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `r${i}`, payload: `payload ${i}` }));

/** Name, most data statements, method, path, body. */
const budget: [string, number, string, string, unknown?][] = [
  ['info/collections', 1, 'GET', '/info/collections'],
  ['info/collection_counts', 1, 'GET', '/info/collection_counts'],
  ['info/collection_usage', 1, 'GET', '/info/collection_usage'],
  ['info/quota', 1, 'GET', '/info/quota'],
  ['read of a collection', 1, 'GET', '/storage/col?full=1'],
  ['read of a page behind others', 1, 'GET', '/storage/col?full=1&sort=index&limit=10&offset=10'],
  ['read of ids', 1, 'GET', '/storage/col?full=1&ids=r1,r2,r3'],
  ['read of one record', 1, 'GET', '/storage/col/r1'],
  ['PUT', 3, 'PUT', '/storage/col/r1', { payload: 'x', parentid: 'p' }],
  ['POST of no record', 4, 'POST', '/storage/col', []],
  ['POST of a single record', 4, 'POST', '/storage/col', { id: 'x', payload: 'x' }],
  ['POST of 100 records', 4, 'POST', '/storage/col', records(100)],
  ['DELETE of one record', 4, 'DELETE', '/storage/col/r1'],
  ['DELETE by filters', 4, 'DELETE', '/storage/col?newer=0&limit=3&sort=oldest'],
  ['DELETE of a collection', 6, 'DELETE', '/storage/col'],
];

describeOnEngines(
  'statements of a request of Sync 1.1, its password being remembered (architecture: budget)',
  (engine) => {
    const legacy = serveLegacy(engine, { env: () => ({ FOXDEN_QUOTA_KB: '100000' }) });

    it.each(budget)('%s: at most %i', async (_name, most, method, path, body) => {
      const joe = await legacy.person();
      await joe.sync('POST', '/storage/col', records(50));
      const { statements } = legacy.server;
      statements.length = 0;
      expect((await joe.sync(method, path, body)).status).toBe(200);
      expect(statements.filter((sql) => !isControlStatement(sql)).length).toBeLessThanOrEqual(most);
    });
  },
);

describeOnEngines('the quota of Sync 1.1 (sync11.md §2.6)', (engine) => {
  const legacy = serveLegacy(engine, { env: () => ({ FOXDEN_QUOTA_KB: '1034' }) });

  it('lets one write over it, then none but deletes, and tells early how much is left', async () => {
    const joe = await legacy.person();
    const put = (id: string, bytes: number) => joe.sync('PUT', `/storage/col/${id}`, { payload: 'x'.repeat(bytes) });
    const first = await put('a', 250 * 1024);
    expect([first.status, first.headers['x-weave-quota-remaining']]).toEqual([200, undefined]);
    expect((await put('b', 250 * 1024)).headers['x-weave-quota-remaining']).toBe('784');
    expect((await joe.sync('GET', '/info/quota')).json).toEqual([500, 1034]);
    await put('c', 250 * 1024);
    await put('d', 250 * 1024);
    expect((await put('e', 250 * 1024)).headers['x-weave-quota-remaining']).toBe('34');
    for (const refused of [
      await put('f', 1),
      await joe.sync('POST', '/storage/col', [{ id: 'f' }]),
      await joe.sync('PUT', '/storage/col/a', { sortindex: 1 }),
    ]) {
      expect([refused.status, refused.text]).toEqual([400, '14']);
    }
    // Quota comes before what is wrong with the record.
    expect((await joe.sync('PUT', '/storage/col/f', { ttl: -1 })).text).toBe('14');
    expect((await joe.sync('DELETE', '/storage/col?ids=a,b')).status).toBe(200);
    expect((await put('f', 1)).status).toBe(200);
    expect((await joe.sync('GET', '/info/quota')).json).toEqual([750 + 1 / 1024, 1034]);
  });
});
