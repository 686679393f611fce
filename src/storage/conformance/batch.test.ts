import { expect, it } from 'vitest';
import { describeConformance } from './target.ts';

describeConformance('batches (sync15.md §12.1)', (target) => {
  async function open(path = '/storage/col') {
    const c = target.client();
    const before = await c.put(`${path}/old`, { payload: 'old', sortindex: 1 });
    const opened = await c.post(`${path}?batch=true`, [{ id: 'a', payload: '1' }]);
    return { c, before, opened, batch: encodeURIComponent(opened.json.batch as string) };
  }

  it('stay invisible until they are committed', async () => {
    const { c, before, opened, batch } = await open();
    expect(opened.status).toBe(202);
    expect(opened.json).toEqual({ batch: expect.any(String), success: ['a'], failed: {} });
    expect(opened.json.batch.length).toBeLessThanOrEqual(64);
    expect(opened.modified).toBe(before.modified);
    const more = await c.post(`/storage/col?batch=${batch}`, [
      { id: 'b', payload: '2' },
      { id: 'bad', payload: 5 },
    ]);
    expect([more.status, more.modified]).toEqual([202, before.modified]);
    expect(more.json).toEqual({ batch: opened.json.batch, success: ['b'], failed: { bad: expect.any(String) } });
    expect((await c.get('/storage/col')).json).toEqual(['old']);
    expect((await c.get('/info/collections')).json.col).toBe(before.json);
    expect((await c.get('/info/collection_counts')).json.col).toBe(1);

    const done = await c.post(`/storage/col?batch=${batch}&commit=true`, [{ id: 'c', payload: '3' }]);
    expect(done.status).toBe(200);
    expect(done.json).toEqual({ modified: Number(done.modified), success: ['c'], failed: {} });
    const read = (await c.get('/storage/col?full=1')).json as { id: string; modified: number }[];
    expect(read.map((one) => one.id).sort()).toEqual(['a', 'b', 'c', 'old']);
    for (const one of read) expect(one.modified).toBe(one.id === 'old' ? before.json : done.json.modified);
  });

  it('open without a value too, and may be empty', async () => {
    const c = target.client();
    const opened = await c.post('/storage/col?batch', []);
    expect(opened.status).toBe(202);
    const batch = encodeURIComponent(opened.json.batch);
    expect((await c.post(`/storage/col?batch=${batch}`, [])).status).toBe(202);
    const done = await c.post(`/storage/col?batch=${batch}&commit=true`, []);
    expect(done.status).toBe(200);
    expect((await c.get('/info/collections')).json).toEqual({ col: done.json.modified });
  });

  it('that are opened and committed at once are a plain POST', async () => {
    const c = target.client();
    const done = await c.post('/storage/col?batch=true&commit=true', [{ id: 'a', payload: 'x' }]);
    expect([done.status, done.json.batch, done.json.success]).toEqual([200, undefined, ['a']]);
    expect((await c.get('/storage/col')).json).toEqual(['a']);
  });

  it('merge what they hold twice field by field, and only that record', async () => {
    const { c, batch } = await open();
    await c.post(`/storage/col?batch=${batch}`, [
      { id: 'b', payload: '2', sortindex: 7 },
      { id: 'old', sortindex: 2 },
    ]);
    await c.post(`/storage/col?batch=${batch}`, [{ id: 'b', payload: 'new' }]);
    const done = await c.post(`/storage/col?batch=${batch}&commit=true`, [
      { id: 'a', sortindex: 9 },
      { id: 'c', ttl: 100 },
    ]);
    const modified = done.json.modified;
    const read = Object.fromEntries(
      (await c.get('/storage/col?full=1')).json.map((one: { id: string }) => [one.id, one]),
    );
    expect(read).toEqual({
      a: { id: 'a', payload: '1', sortindex: 9, modified },
      b: { id: 'b', payload: 'new', sortindex: 7, modified },
      c: { id: 'c', payload: '', modified },
      old: { id: 'old', payload: 'old', sortindex: 2, modified },
    });
  });

  it('can be committed with any case of true, and with nothing else', async () => {
    const { c, batch } = await open();
    for (const bad of ['1', 'false', '', 'yes']) {
      expect((await c.post(`/storage/col?batch=${batch}&commit=${bad}`, [])).status, bad).toBe(400);
    }
    expect((await c.post('/storage/col?commit=true', [])).status).toBe(400);
    expect((await c.post(`/storage/col?batch=${batch}&commit=TRUE`, [])).status).toBe(200);
  });

  it('are gone after the commit', async () => {
    const { c, batch } = await open();
    await c.post(`/storage/col?batch=${batch}&commit=true`, []);
    const before = (await c.get('/info/collections')).modified;
    expect((await c.post(`/storage/col?batch=${batch}`, [{ id: 'z', payload: 'x' }])).status).toBe(400);
    expect((await c.post(`/storage/col?batch=${batch}&commit=true`, [{ id: 'z', payload: 'x' }])).status).toBe(400);
    expect((await c.get('/info/collections')).modified).toBe(before);
  });

  it.each(['nonsense', '12345', 'x'.repeat(65), '%00', 'MTIz', '..'])('unknown id %s: 400', async (id) => {
    const c = target.client();
    for (const commit of ['', '&commit=true']) {
      expect((await c.post(`/storage/col?batch=${id}${commit}`, [])).status).toBe(400);
    }
    expect((await c.get('/info/collections')).json).toEqual({});
  });

  it('belong to one user and one collection', async () => {
    const { c, batch } = await open();
    const body = [{ id: 'z', payload: 'x' }];
    for (const commit of ['', '&commit=true']) {
      expect((await c.post(`/storage/other?batch=${batch}${commit}`, body)).status).toBe(400);
      expect((await target.client().post(`/storage/col?batch=${batch}${commit}`, body)).status).toBe(400);
    }
    expect((await c.post(`/storage/col?batch=${batch}&commit=true`, [])).status).toBe(200);
    expect((await c.get('/storage/col')).json.sort()).toEqual(['a', 'old']);
  });

  it('two of one collection live beside each other', async () => {
    const { c, batch } = await open();
    const other = (await c.post('/storage/col?batch=true', [{ id: 'o', payload: 'x' }])).json.batch;
    expect((await c.post(`/storage/col?batch=${encodeURIComponent(other)}&commit=true`, [])).status).toBe(200);
    expect((await c.get('/storage/col')).json.sort()).toEqual(['o', 'old']);
    expect((await c.post(`/storage/col?batch=${batch}&commit=true`, [])).status).toBe(200);
    expect((await c.get('/storage/col')).json.sort()).toEqual(['a', 'o', 'old']);
  });

  it('are committed only if the collection has not changed, when the client asks for that', async () => {
    const { c, before, batch } = await open();
    await c.put('/storage/col/between', { payload: 'x' });
    const since = { 'X-If-Unmodified-Since': before.modified! };
    expect((await c.post(`/storage/col?batch=${batch}`, [], since)).status).toBe(412);
    expect((await c.post(`/storage/col?batch=${batch}&commit=true`, [], since)).status).toBe(412);
    expect((await c.get('/storage/col')).json.sort()).toEqual(['between', 'old']);
    expect((await c.post('/storage/col?batch=true', [], since)).status).toBe(412);
  });

  it('end with their collection and with the storage', async () => {
    for (const path of ['/storage/col', '/storage', '']) {
      const { c, batch } = await open();
      await c.delete(path);
      expect((await c.post(`/storage/col?batch=${batch}&commit=true`, [])).status, path).toBe(400);
      expect((await c.get('/storage/col')).json).toEqual([]);
    }
  });

  it('count ttl from the commit', async () => {
    const { c, batch } = await open();
    await c.post(`/storage/col?batch=${batch}`, [{ id: 'short', payload: 'x', ttl: 40 }]);
    await target.pass(41);
    await c.post(`/storage/col?batch=${batch}&commit=true`, [{ id: 'none', payload: 'x', ttl: 0 }]);
    expect((await c.get('/storage/col')).json.sort()).toEqual(['a', 'old', 'short']);
  });

  it('count their records, whatever was announced', async () => {
    const c = target.client();
    const { max_post_records: perPost, max_total_records: most } = await target.limits();
    const named = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => ({ id: `r${from + i}`, payload: 'x' }));
    let batch = 'true';
    for (let sent = 0; sent < most; sent += perPost) {
      const answer = await c.post(`/storage/col?batch=${batch}`, named(sent, Math.min(perPost, most - sent)));
      expect(answer.status).toBe(202);
      batch = answer.json.batch;
    }
    for (const query of ['', '&commit=true']) {
      const over = await c.post(`/storage/col?batch=${batch}${query}`, named(most, 1));
      expect([over.status, over.json]).toEqual([400, 17]);
    }
    expect((await c.get('/storage/col')).json).toEqual([]);
    expect((await c.post(`/storage/col?batch=${batch}&commit=true`, [])).status).toBe(200);
    expect((await c.get('/storage/col')).json).toHaveLength(most);
  });
});
