import { expect, it } from 'vitest';
import { describeConformance } from './target.ts';

describeConformance('paths and methods (sync15.md §2, §7)', (target) => {
  it.each([
    ['/nonsense'],
    ['/info'],
    ['/info/nonsense'],
    ['/info/collections/x'],
    ['/storage/col/id/more'],
    ['/storage/bad*name'],
    ['/storage/bad%20name'],
    ['/storage/bad%2Fname'],
    [`/storage/${'x'.repeat(33)}`],
    ['/storage/col/%0A'],
    ['/storage/col/%7F'],
    ['/storage/col/%C3%A9'],
    [`/storage/col/${'x'.repeat(65)}`],
    ['/storage/col/%E0%A4%A'],
  ])('%s is unknown: 404 and the body 0', async (path) => {
    const answer = await target.client().get(path);
    expect([answer.status, answer.json]).toEqual([404, 0]);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('x-weave-timestamp')).toMatch(/^\d+\.\d\d$/);
  });

  it.each(['abc', '12a', '-1', '12345678901'])('uid %s is unknown', async (uid) => {
    const c = target.client();
    const target404 = `/1.5/${uid}/info/collections`;
    const response = await fetch(target.url() + target404, {
      headers: { Authorization: c.authorization('GET', target404) },
    });
    expect(response.status).toBe(404);
  });

  it.each([
    ['POST', '/info/collections'],
    ['PUT', '/info/quota'],
    ['PATCH', '/storage/col'],
    ['PUT', '/storage/col'],
    ['POST', '/storage/col/id'],
    ['GET', '/storage'],
    ['HEAD', '/storage/col'],
    ['GET', ''],
    ['POST', '/storage'],
  ])('%s %s is not allowed: 405', async (method, path) => {
    expect((await target.client().request(method, path)).status).toBe(405);
  });

  it.each(['A-z0_9.', 'x', 'x'.repeat(32), '._-', '-'])('collection %s can be written', async (name) => {
    const c = target.client();
    expect((await c.put(`/storage/${name}/id`, { payload: 'x' })).status).toBe(200);
    expect(Object.keys((await c.get('/info/collections')).json)).toEqual([name]);
  });

  it.each([' ', 'x'.repeat(64), '~!@#$^&*()_+{}|:"<>?`-=[]\\;\',./%', 'a/b', '..', '{b2f}', '100%'])(
    'record %j can be written, read and deleted by path',
    async (id) => {
      const c = target.client();
      // A URL library folds paths that end with dots, so those are escaped.
      const path = `/storage/col/${encodeURIComponent(id).replaceAll('.', '%2E')}`;
      if (id === '..') return expect((await c.post('/storage/col', [{ id, payload: 'x' }])).json.success).toEqual([id]);
      expect((await c.put(path, { payload: 'x' })).status).toBe(200);
      expect((await c.get(path)).json).toMatchObject({ id, payload: 'x' });
      expect((await c.get('/storage/col')).json).toEqual([id]);
      expect((await c.delete(path)).status).toBe(200);
      expect((await c.get(path)).status).toBe(404);
    },
  );

  it('names and ids differ by case and by blanks (sync15.md §9)', async () => {
    const c = target.client();
    await c.post(
      '/storage/col',
      ['a', 'A', 'a ', ' a'].map((id) => ({ id, payload: id })),
    );
    await c.put('/storage/COL/a', { payload: 'other' });
    expect((await c.get('/storage/col')).json.sort()).toEqual([' a', 'A', 'a', 'a ']);
    expect((await c.get('/storage/COL/a')).json.payload).toBe('other');
    expect((await c.get('/storage/col/A')).json.payload).toBe('A');
  });

  it('users do not see each other', async () => {
    const [one, two] = [target.client(), target.client()];
    await one.put('/storage/col/id', { payload: 'x' });
    expect((await two.get('/info/collections')).json).toEqual({});
    expect((await two.get('/storage/col/id')).status).toBe(404);
  });

  it('turns Firefox for iOS before version 20 away (sync15.md §2)', async () => {
    const c = target.client();
    const agent = (version: string) => ({
      'User-Agent': `Firefox-iOS-Sync/${version} (iPhone; iPhone OS 13.2) (Fennec)`,
    });
    expect((await c.get('/info/collections', agent('18.0b1'))).status).toBe(503);
    expect((await c.get('/info/collections', agent('20.0b1'))).status).toBe(200);
  });
});

describeConformance('CORS (sync15.md §16)', (target) => {
  const origin = 'https://example.com';

  it('answers preflights on every path without a signature', async () => {
    for (const path of ['/1.5/1/storage/col', '/1.5/1/info/collections', '/__heartbeat__']) {
      const response = await fetch(target.url() + path, {
        method: 'OPTIONS',
        headers: { Origin: origin, 'Access-Control-Request-Method': 'PUT' },
      });
      expect([200, 204], path).toContain(response.status);
      expect([origin, '*']).toContain(response.headers.get('access-control-allow-origin'));
      expect(Number(response.headers.get('access-control-max-age'))).toBeGreaterThan(0);
      for (const method of ['DELETE', 'GET', 'POST', 'PUT']) {
        expect(response.headers.get('access-control-allow-methods')).toContain(method);
      }
      expect(response.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization');
    }
  });

  it('lets the origin read answers and errors', async () => {
    const c = target.client();
    for (const path of ['/info/collections', '/storage/col/missing']) {
      const answer = await c.get(path, { Origin: origin });
      expect([origin, '*']).toContain(answer.headers.get('access-control-allow-origin'));
    }
  });
});
