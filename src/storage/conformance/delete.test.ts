import { expect, it } from 'vitest';
import { describeConformance } from './target.ts';

describeConformance('DELETE (sync15.md §13)', (target) => {
  async function filled() {
    const c = target.client();
    await c.post(
      '/storage/a',
      ['1', '2', '3'].map((id) => ({ id, payload: id })),
    );
    const last = await c.put('/storage/b/1', { payload: 'x' });
    return { c, last };
  }

  it('of a record', async () => {
    const { c, last } = await filled();
    const answer = await c.delete('/storage/a/1');
    expect(answer.status).toBe(200);
    expect(answer.json.modified).toBeGreaterThan(last.json);
    expect((await c.get('/storage/a/1')).status).toBe(404);
    expect((await c.get('/info/collections')).json.a).toBe(answer.json.modified);
    const missing = await c.delete('/storage/a/1');
    expect([missing.status, missing.json]).toEqual([404, 0]);
    expect((await c.get('/info/collections')).json.a).toBe(answer.json.modified);
    expect((await c.delete('/storage/none/1')).status).toBe(404);
  });

  it('of some records; missing ones do not matter', async () => {
    const { c, last } = await filled();
    const answer = await c.delete('/storage/a?ids=1,%203,nope');
    expect(answer.status).toBe(200);
    expect(Number(answer.modified)).toBeGreaterThan(last.json);
    expect((await c.get('/storage/a')).json).toEqual(['2']);
    await c.delete('/storage/a?ids=2');
    expect(Object.keys((await c.get('/info/collections')).json).sort()).toEqual(['a', 'b']);
    expect((await c.delete('/storage/none?ids=1')).status).toBe(200);
    expect(Object.keys((await c.get('/info/collections')).json).sort()).toEqual(['a', 'b']);
  });

  it('with bad ids, too many or none of them deletes nothing', async () => {
    const { c } = await filled();
    const tooMany = Array.from({ length: 101 }, (_, i) => i).join();
    for (const ids of [tooMany, 'x'.repeat(65), '', '1,,2', '%C3%A9']) {
      expect((await c.delete(`/storage/a?ids=${ids}`)).status, ids).toBe(400);
    }
    expect((await c.get('/storage/a')).json).toHaveLength(3);
  });

  it('of a collection takes it off the list and moves the storage on', async () => {
    const { c, last } = await filled();
    const answer = await c.delete('/storage/a');
    expect(answer.status).toBe(200);
    expect(answer.json).toBeDefined();
    const info = await c.get('/info/collections');
    expect(info.json).toEqual({ b: last.json });
    expect(Number(info.modified)).toBeGreaterThan(last.json);
    expect((await c.delete('/storage/a')).status).toBe(200);
    const again = await c.put('/storage/a/1', { payload: 'x' });
    expect(again.json).toBeGreaterThan(Number(info.modified));
    expect((await c.get('/storage/a')).json).toEqual(['1']);
  });

  it.each(['/storage', '', '/'])('of everything by %j leaves nothing, but no earlier stamp', async (path) => {
    const { c, last } = await filled();
    const answer = await c.delete(path, { 'X-Confirm-Delete': '1' });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toBe('');
    expect(answer.modified).toMatch(/^\d+\.\d\d$/);
    const info = await c.get('/info/collections');
    expect(info.json).toEqual({});
    expect(Number(info.modified)).toBeGreaterThan(last.json);
    expect((await c.get('/storage/a')).json).toEqual([]);
    expect((await c.get('/info/quota')).json[0]).toBe(0);
    const fresh = await c.put('/storage/a/1', { payload: 'x' }, { 'X-If-Unmodified-Since': '0' });
    expect([fresh.status, fresh.json > last.json]).toEqual([200, true]);
  });
});
