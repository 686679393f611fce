import { expect, it } from 'vitest';
import { describeConformance } from './target.ts';

// Longer than any machine takes for the requests within it.
const ttl = 40;

describeConformance('time to live (sync15.md §9, §15)', (target) => {
  it('0 is never seen', async () => {
    const c = target.client();
    const put = await c.put('/storage/col/1', { payload: 'x', ttl: 0 });
    expect(put.status).toBe(200);
    await c.put('/storage/col/2', { payload: 'yy' });
    const stamps = (await c.get('/info/collections')).json;
    expect((await c.get('/storage/col/1')).status).toBe(404);
    expect((await c.get('/storage/col')).json).toEqual(['2']);
    expect((await c.get('/storage/col?full=1&limit=1')).headers.get('x-weave-next-offset')).toBeNull();
    expect((await c.get('/info/collection_counts')).json).toEqual({ col: 1 });
    expect((await c.get('/info/collection_usage')).json).toEqual({ col: 2 / 1024 });
    expect((await c.delete('/storage/col/1')).status).toBe(404);
    expect((await c.get('/info/collections')).json).toEqual(stamps);
  });

  it('ends a record without a word, and can be renewed', async () => {
    const c = target.client();
    await c.post('/storage/col', [
      { id: 'short', payload: 'x', ttl },
      { id: 'renewed', payload: 'y', ttl },
      { id: 'kept', payload: 'z', ttl: 1000 },
    ]);
    const { json } = await c.post('/storage/col', [{ id: 'renewed', ttl: 1000 }]);
    expect((await c.get('/storage/col')).json.sort()).toEqual(['kept', 'renewed', 'short']);
    await target.pass(ttl + 1);
    expect((await c.get('/storage/col')).json.sort()).toEqual(['kept', 'renewed']);
    expect((await c.get('/storage/col/renewed')).json.payload).toBe('y');
    expect((await c.get('/info/collections')).json.col).toBe(json.modified);
  });

  it('an expired record counts as absent for what comes next', async () => {
    const c = target.client();
    await c.put('/storage/col/1', { payload: 'old', sortindex: 5, ttl: 0 });
    await c.put('/storage/col/2', { payload: 'old', sortindex: 5, ttl: 0 });
    expect((await c.put('/storage/col/1', { sortindex: 1 }, { 'X-If-Unmodified-Since': '0' })).status).toBe(200);
    expect((await c.get('/storage/col/1')).json).toMatchObject({ payload: '', sortindex: 1 });
    const post = await c.post('/storage/col', [{ id: '2', ttl: 100 }]);
    expect((await c.get('/storage/col/2')).json).toEqual({ id: '2', payload: '', modified: post.json.modified });
  });

  it('null and absent keep what was set', async () => {
    const c = target.client();
    await c.put('/storage/col/1', { payload: 'x', ttl });
    await c.put('/storage/col/1', { payload: 'y', ttl: null });
    expect((await c.get('/storage/col/1')).json.payload).toBe('y');
    await target.pass(ttl + 1);
    expect((await c.get('/storage/col/1')).status).toBe(404);
  });
});
