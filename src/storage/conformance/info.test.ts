import { expect, it } from 'vitest';
import { describeConformance } from './target.ts';

describeConformance('info (sync15.md §10.1)', (target) => {
  it('of an unused storage is empty', async () => {
    const c = target.client();
    for (const name of ['collections', 'collection_counts', 'collection_usage']) {
      const answer = await c.get(`/info/${name}`);
      expect([answer.status, answer.json, answer.modified]).toEqual([200, {}, '0.00']);
      expect(answer.headers.get('x-weave-records')).toBe('0');
    }
  });

  it('tells stamps, counts and KiB', async () => {
    const c = target.client();
    const a = await c.post('/storage/a', [
      { id: '1', payload: 'x'.repeat(512) },
      { id: '2', payload: 'é'.repeat(512) },
    ]);
    const b = await c.put('/storage/b/1', { payload: '' });
    const stamps = await c.get('/info/collections');
    expect(stamps.json).toEqual({ a: Number(a.modified), b: Number(b.modified) });
    expect(stamps.text).toMatch(/:\d+\.\d\d[,}]/);
    expect(stamps.headers.get('x-weave-records')).toBe('2');
    expect(stamps.modified).toBe(b.modified);
    expect((await c.get('/info/collection_counts')).json).toEqual({ a: 2, b: 1 });
    expect((await c.get('/info/collection_usage')).json.a).toBe(1.5);
    expect((await c.get('/info/quota')).json[0]).toBe(1.5);
  });

  it('lists a collection that was emptied, but not one that was deleted', async () => {
    const c = target.client();
    await c.put('/storage/emptied/1', { payload: 'x' });
    await c.put('/storage/deleted/1', { payload: 'x' });
    await c.delete('/storage/emptied?ids=1');
    await c.delete('/storage/deleted');
    expect(Object.keys((await c.get('/info/collections')).json)).toEqual(['emptied']);
    expect((await c.get('/info/collection_counts')).json).toEqual({});
    expect((await c.get('/info/collection_usage')).json).toEqual({});
  });

  it('lists a collection that was only touched (sync15.md §12)', async () => {
    const c = target.client();
    const touched = await c.post('/storage/col', []);
    expect(touched.status).toBe(200);
    expect((await c.get('/info/collections')).json).toEqual({ col: Number(touched.modified) });
  });

  it('configuration tells all limits, also to nobody in particular (sync15.md §3)', async () => {
    const c = target.client();
    const answer = await c.get('/info/configuration');
    expect(answer.modified).toBe('0.00');
    for (const name of [
      'max_request_bytes',
      'max_post_bytes',
      'max_post_records',
      'max_total_bytes',
      'max_total_records',
    ]) {
      expect(answer.json[name], name).toBeGreaterThan(0);
    }
    expect(answer.json.max_request_bytes).toBeGreaterThan(answer.json.max_post_bytes);
    expect((await fetch(`${target.url()}${c.base}/info/configuration`)).status).toBe(200);
  });

  it('obeys preconditions, by the storage stamp (sync15.md §5)', async () => {
    const c = target.client();
    const first = (await c.put('/storage/a/1', { payload: 'x' })).modified!;
    const second = (await c.put('/storage/b/1', { payload: 'x' })).modified!;
    for (const name of ['collections', 'collection_counts', 'collection_usage', 'quota']) {
      const path = `/info/${name}`;
      expect((await c.get(path, { 'X-If-Modified-Since': first })).status, name).toBe(200);
      const unchanged = await c.get(path, { 'X-If-Modified-Since': second });
      expect([unchanged.status, unchanged.text, unchanged.modified], name).toEqual([304, '', second]);
      expect((await c.get(path, { 'X-If-Unmodified-Since': second })).status, name).toBe(200);
      expect((await c.get(path, { 'X-If-Unmodified-Since': first })).status, name).toBe(412);
    }
  });
});
