import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

describeOnEngines('sync storage', (engine) => {
  let server: TestServer;
  let uid = 100;
  const client = () =>
    new StorageClient({ url: server.url, masterSecret: server.ctx.secrets.masterSecrets[0]!, uid: uid++ });
  beforeAll(async () => {
    server = await startTestServer(engine);
  });
  afterAll(() => server.stop());

  it('goes the way of a first sync (sync15.md §19.3)', async () => {
    const c = client();
    expect((await c.get('/info/collections')).json).toEqual({});
    expect((await c.get('/storage/meta/global')).status).toBe(404);
    const put = await c.put('/storage/meta/global', { payload: 'a' }, { 'X-If-Unmodified-Since': '0' });
    expect(put.status).toBe(200);
    expect(put.text).toMatch(/^\d+\.\d\d$/);
    expect((await c.delete('/storage')).status).toBe(200);
    expect((await c.put('/storage/meta/global', { payload: 'b' }, { 'X-If-Unmodified-Since': '0' })).status).toBe(200);
    expect((await c.put('/storage/meta/global', { payload: 'c' }, { 'X-If-Unmodified-Since': '0' })).status).toBe(412);
    expect((await c.delete('/storage/bookmarks')).status).toBe(200);
    const items = Array.from({ length: 5 }, (_, i) => ({ id: `id${i}`, payload: `p${i}`, sortindex: i }));
    const opened = await c.post('/storage/bookmarks?batch=true', items);
    expect(opened.status).toBe(202);
    const { batch } = opened.json;
    expect((await c.post(`/storage/bookmarks?batch=${batch}`, [{ id: 'x1', payload: 'é\u0000😀' }])).status).toBe(202);
    expect((await c.get('/storage/bookmarks')).json).toEqual([]);
    const done = await c.post(`/storage/bookmarks?batch=${batch}&commit=true`, [{ id: 'id0', payload: 'new' }]);
    expect(done.status).toBe(200);
    const all = await c.get('/storage/bookmarks?full=1&sort=index');
    expect(all.json.map((b: { id: string }) => b.id)).toEqual(['id4', 'id3', 'id2', 'id1', 'id0', 'x1']);
    expect(all.json[4].payload).toBe('new');
    expect(all.json[5].payload).toBe('é\u0000😀');
    const page = await c.get('/storage/bookmarks?limit=4');
    expect(page.json).toHaveLength(4);
    const rest = await c.get(`/storage/bookmarks?limit=4&offset=${page.headers.get('x-weave-next-offset')}`);
    expect([...page.json, ...rest.json].sort()).toEqual(['id0', 'id1', 'id2', 'id3', 'id4', 'x1']);
    expect(rest.headers.get('x-weave-next-offset')).toBeNull();
    expect((await c.get('/info/collection_counts')).json).toEqual({ meta: 1, bookmarks: 6 });
    expect((await c.get('/info/collection_usage')).json).toMatchObject({ meta: 1 / 1024 });
    expect((await c.delete('/storage/bookmarks/id0')).status).toBe(200);
    expect((await c.delete('/storage/bookmarks?ids=id1,id2,nope')).status).toBe(200);
    expect((await c.get('/info/collection_counts')).json).toEqual({ meta: 1, bookmarks: 3 });
  });
});
