import { expect, it } from 'vitest';
import { describeConformance } from './target.ts';

const stamp = /^\d+\.\d\d$/;

describeConformance('stamps and headers (sync15.md §4, §6)', (target) => {
  it('are on every answer of the storage', async () => {
    const c = target.client();
    const body = { payload: 'x' };
    const answers = [
      await c.put('/storage/col/1', body),
      await c.post('/storage/col', [{ id: '2', ...body }]),
      await c.post('/storage/col?batch=true', []),
      await c.get('/storage/col'),
      await c.get('/storage/col/1'),
      await c.get('/info/collections'),
      await c.put('/storage/col/1', body, { 'X-If-Unmodified-Since': '1' }),
      await c.get('/storage/col', { 'X-If-Modified-Since': '99999999999' }),
      await c.delete('/storage/col/1'),
      await c.delete('/storage/col?ids=2'),
      await c.delete('/storage/col'),
      await c.delete('/storage'),
    ];
    for (const { modified, headers, status } of answers) {
      expect(modified, String(status)).toMatch(stamp);
      expect(headers.get('x-weave-timestamp')).toMatch(stamp);
      expect(Number(headers.get('x-weave-timestamp'))).toBeGreaterThanOrEqual(Number(modified));
    }
    const refused = [await c.get('/storage/col/none'), await c.get('/nonsense'), await c.post('/storage/col', '{')];
    for (const { headers } of refused) expect(headers.get('x-weave-timestamp')).toMatch(stamp);
  });

  it('of a write are one and the same: the server’s time is the stamp', async () => {
    const c = target.client();
    const bsos = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `${i}`, payload: 'x'.repeat(1000) }));
    const opened = await c.post('/storage/col?batch=true', bsos(50));
    for (const { status, headers } of [
      await c.put('/storage/col/1', { payload: 'x' }),
      await c.post('/storage/col', bsos(100)),
      await c.post(`/storage/col?batch=${encodeURIComponent(opened.json.batch)}&commit=true`, bsos(50)),
      await c.delete('/storage/col/1'),
      await c.delete('/storage/col?ids=2,3'),
      await c.delete('/storage/col'),
      await c.delete('/storage'),
    ]) {
      expect(status).toBe(200);
      expect(headers.get('x-weave-timestamp')).toBe(headers.get('x-last-modified'));
    }
  });

  it('say the true time', async () => {
    const c = target.client();
    const before = Math.floor(Date.now() / 10) / 100;
    const said = Number((await c.get('/info/collections')).headers.get('x-weave-timestamp'));
    expect(said).toBeGreaterThanOrEqual(before - 2);
    expect(said).toBeLessThanOrEqual(Date.now() / 1000 + 2);
  });

  it('rise with every write of a user, whatever it writes', async () => {
    const c = target.client();
    const body = { payload: 'x' };
    let last = 0;
    for (let round = 0; round < 5; round++) {
      const writes = [
        () => c.put('/storage/a/1', body),
        () => c.put('/storage/b/1', body),
        () => c.post('/storage/a', [{ id: '2', ...body }]),
        () => c.delete('/storage/a/2'),
        () => c.delete('/storage/b?ids=1'),
        () => c.delete('/storage/a'),
        () => c.delete('/storage'),
      ];
      for (const write of writes) {
        const { modified, status } = await write();
        expect(status).toBe(200);
        expect(Number(modified)).toBeGreaterThan(last);
        last = Number(modified);
      }
    }
  });

  it('are the same for all records of one write', async () => {
    const c = target.client();
    const { modified, json } = await c.post('/storage/col', [
      { id: '1', payload: 'x' },
      { id: '2', payload: 'y' },
    ]);
    expect(json.modified).toBe(Number(modified));
    const read = await c.get('/storage/col?full=1');
    expect(read.json.map((bso: { modified: number }) => bso.modified)).toEqual([json.modified, json.modified]);
    expect(read.modified).toBe(modified);
    expect(read.text).toContain(`"modified":${modified}`);
    expect((await c.get('/storage/col/1')).modified).toBe(modified);
  });

  it.each(['-1', 'x', 'NaN', '', '1e5', '99999999999999999999'])('%j is no stamp: 400', async (value) => {
    const c = target.client();
    await c.put('/storage/col/1', { payload: 'x' });
    for (const name of ['X-If-Modified-Since', 'X-If-Unmodified-Since']) {
      if (value === '') continue;
      expect((await c.get('/storage/col', { [name]: value })).status, name).toBe(400);
      expect((await c.get('/storage/col/1', { [name]: value })).status, name).toBe(400);
      expect((await c.get('/info/collections', { [name]: value })).status, name).toBe(400);
    }
    expect((await c.put('/storage/col/1', {}, { 'X-If-Unmodified-Since': value || ' ' })).status).toBe(400);
    expect((await c.get(`/storage/col?newer=${value}`)).status).toBe(400);
    expect((await c.get(`/storage/col?older=${value}`)).status).toBe(400);
  });

  it('of two preconditions at once: 400', async () => {
    const both = { 'X-If-Modified-Since': '1', 'X-If-Unmodified-Since': '1' };
    expect((await target.client().get('/info/collections', both)).status).toBe(400);
  });
});

describeConformance('preconditions (sync15.md §5, §6)', (target) => {
  it('of a collection go by its stamp', async () => {
    const c = target.client();
    const missing = await c.get('/storage/col', { 'X-If-Unmodified-Since': '0' });
    expect([missing.status, missing.json]).toEqual([200, []]);
    const first = (await c.put('/storage/col/1', { payload: 'x' })).modified!;
    const second = (await c.put('/storage/col/2', { payload: 'x' })).modified!;
    await c.put('/storage/other/1', { payload: 'x' });
    for (const query of ['', '?full=1', '?full=1&limit=10', '?limit=1']) {
      const path = `/storage/col${query}`;
      expect((await c.get(path, { 'X-If-Modified-Since': first })).status).toBe(200);
      const same = await c.get(path, { 'X-If-Modified-Since': second });
      expect([same.status, same.text, same.modified]).toEqual([304, '', second]);
      const changed = await c.get(path, { 'X-If-Unmodified-Since': first });
      expect([changed.status, changed.modified]).toEqual([412, second]);
      expect((await c.get(path, { 'X-If-Unmodified-Since': second })).status).toBe(200);
    }
    const writes = [
      (headers: Record<string, string>) => c.post('/storage/col', [{ id: '9', payload: 'no' }], headers),
      (headers: Record<string, string>) => c.post('/storage/col?batch=true', [], headers),
      (headers: Record<string, string>) => c.delete('/storage/col?ids=1', headers),
      (headers: Record<string, string>) => c.delete('/storage/col', headers),
    ];
    for (const write of writes) {
      const refused = await write({ 'X-If-Unmodified-Since': first });
      expect([refused.status, refused.modified]).toEqual([412, second]);
    }
    expect((await c.get('/storage/col')).json.sort()).toEqual(['1', '2']);
    expect((await c.post('/storage/col', [], { 'X-If-Unmodified-Since': second })).status).toBe(200);
  });

  it('of a record go by its own stamp', async () => {
    const c = target.client();
    const own = (await c.put('/storage/col/1', { payload: 'x' })).modified!;
    await c.put('/storage/col/2', { payload: 'x' });
    expect((await c.get('/storage/col/1', { 'X-If-Modified-Since': own })).status).toBe(304);
    expect((await c.get('/storage/col/1', { 'X-If-Unmodified-Since': own })).status).toBe(200);
    const before = String(Number(own) - 0.01);
    expect((await c.get('/storage/col/1', { 'X-If-Unmodified-Since': before })).status).toBe(412);
    expect((await c.get('/storage/col/1', { 'X-If-Modified-Since': before })).status).toBe(200);
    expect((await c.delete('/storage/col/1', { 'X-If-Unmodified-Since': before })).status).toBe(412);
    expect((await c.put('/storage/col/1', { payload: 'y' }, { 'X-If-Unmodified-Since': before })).status).toBe(412);
    expect((await c.put('/storage/col/1', { payload: 'y' }, { 'X-If-Unmodified-Since': own })).status).toBe(200);
  });

  it('0 means create only (sync15.md §11)', async () => {
    const c = target.client();
    const create = () => c.put('/storage/crypto/keys', { payload: 'x' }, { 'X-If-Unmodified-Since': '0' });
    expect((await create()).status).toBe(200);
    expect((await create()).status).toBe(412);
    await c.delete('/storage');
    expect((await create()).status).toBe(200);
  });

  it('of the whole storage hold for its deletion', async () => {
    const c = target.client();
    const first = (await c.put('/storage/a/1', { payload: 'x' })).modified!;
    await c.put('/storage/b/1', { payload: 'x' });
    expect((await c.delete('/storage', { 'X-If-Unmodified-Since': first })).status).toBe(412);
    expect(Object.keys((await c.get('/info/collections')).json)).toHaveLength(2);
  });
});
