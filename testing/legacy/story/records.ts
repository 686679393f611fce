import { expect } from 'vitest';
import { readCollection } from '../engine-sync.ts';
import { asked, type Chapter, device, step, type World } from './world.ts';

const session = (world: World) => device(world, 'desk').session;
const ids = async (world: World, query: string) =>
  JSON.parse((await session(world).get(`storage/probe?${query}`)).body) as string[];

/** What clients ask of single records and lists besides (sync11.md §2.3 to §2.5). */
export const records: Chapter = {
  name: 'records and lists',
  steps: [
    step('a list of records is taken, duplicates too, and the later one counts', async (world) => {
      const { body, headers } = await session(world).post('storage/probe', [
        { id: 'a', payload: '1', sortindex: 3 },
        { id: 'b', payload: '2', sortindex: 1, parentid: 'p' },
        { id: 'c', payload: '3', sortindex: 2, predecessorid: 'q' },
        { id: 'a', payload: '4' },
      ]);
      const answer = JSON.parse(body);
      expect(new Set(answer.success)).toEqual(new Set(['a', 'b', 'c']));
      expect(answer.failed).toEqual({});
      expect(Number(headers['x-weave-timestamp'])).toBe(answer.modified);
      expect(JSON.parse((await session(world).get('storage/probe/a')).body)).toMatchObject({ payload: '4' });
    }),
    step('bad records are named, and the good ones beside them kept', async (world) => {
      const { body } = await session(world).post('storage/probe', [
        { id: 'good', payload: 'x' },
        { id: 'bad', payload: 7 },
        { id: 'long', payload: 'é'.repeat(131_073) },
        { id: 'fits', payload: 'é'.repeat(131_072) },
        { id: 'late', payload: 'x', ttl: 31_536_001 },
      ]);
      const { success, failed } = JSON.parse(body);
      expect(new Set(success)).toEqual(new Set(['good', 'fits']));
      expect(Object.keys(failed).sort()).toEqual(['bad', 'late', 'long']);
      for (const id of ['good', 'fits']) await session(world).delete(`storage/probe/${id}`);
    }),
    step('of a hundred and five, five are to be sent again', async (world) => {
      const many = Array.from({ length: 105 }, (_, i) => ({ id: `n${i}`, payload: 'x' }));
      const { success, failed } = JSON.parse((await session(world).post('storage/many', many)).body);
      expect([success.length, Object.keys(failed).length]).toEqual([100, 5]);
      await session(world).delete('storage/many');
    }),
    step('lists are sorted by index, and by age both ways', async (world) => {
      expect(await ids(world, 'sort=index')).toEqual(['a', 'c', 'b']);
      await session(world).put('storage/probe/b', { payload: 'newest' });
      expect((await ids(world, 'sort=newest'))[0]).toBe('b');
      expect((await ids(world, 'sort=oldest')).at(-1)).toBe('b');
    }),
    step('filters by age are strict', async (world) => {
      const { modified } = JSON.parse((await session(world).get('storage/probe/b')).body);
      expect(await ids(world, `newer=${modified}`)).toEqual([]);
      expect(await ids(world, `older=${modified}&sort=index`)).toEqual(['a', 'c']);
      expect(await ids(world, `newer=${(modified - 0.01).toFixed(2)}`)).toEqual(['b']);
    }),
    step('filters by index, parent and predecessor find their records', async (world) => {
      expect(await ids(world, 'index_above=1&sort=index')).toEqual(['a', 'c']);
      expect(await ids(world, 'index_below=2')).toEqual(['b']);
      expect(await ids(world, 'parentid=p')).toEqual(['b']);
      expect(await ids(world, 'predecessorid=q')).toEqual(['c']);
    }),
    step('limit and offset page through a list', async (world) => {
      expect(await ids(world, 'sort=index&limit=2')).toEqual(['a', 'c']);
      expect(await ids(world, 'sort=index&limit=2&offset=2')).toEqual(['b']);
      expect(await ids(world, 'sort=index&limit=2&offset=9')).toEqual([]);
    }),
    step('what is no number is refused, and what is unknown ignored', async (world) => {
      expect((await session(world).ask('GET', 'storage/probe?limit=x')).status).toBe(400);
      expect((await ids(world, 'whatever=1&sort=index')).length).toBe(3);
    }),
    step('records come one a line, the last with its end too, and as length and text', async (world) => {
      expect((await readCollection(session(world), 'storage/probe?full=1')).length).toBe(3);
      const lines = await session(world).get('storage/probe?sort=index', { Accept: 'application/newlines' });
      expect(lines.body).toBe('"a"\n"c"\n"b"\n');
      const framed = await session(world).get('storage/probe?sort=index', { Accept: 'application/whoisi' });
      expect(framed.body).toBe('\0\0\0\u0003"a"\0\0\0\u0003"c"\0\0\0\u0003"b"');
    }),
    step(
      'an unknown collection is empty, an unknown record missing, and neither is known after that',
      async (world) => {
        expect((await session(world).get('storage/nothing')).body).toBe('[]');
        expect((await session(world).ask('GET', 'storage/nothing/x')).status).toBe(404);
        expect(JSON.parse((await session(world).get('info/collections')).body)).not.toHaveProperty('nothing');
      },
    ),
    step('a record that nobody has is deleted with success', async (world) => {
      const answer = await session(world).delete('storage/probe/unknown');
      expect(Number(answer.body)).toBeGreaterThan(1_000_000_000);
    }),
    step('a change is refused when the collection is newer than the client believes', async (world) => {
      const info = JSON.parse((await session(world).get('info/collections')).body);
      const send = (stamp: string) =>
        session(world).ask('POST', 'storage/probe', { 'X-If-Unmodified-Since': stamp }, '[{"id":"d","payload":""}]');
      expect((await send(String(info.probe - 1))).status).toBe(412);
      // Three decimals, as phones send it (sync11.md §9).
      expect((await send(info.probe.toFixed(3))).status).toBe(200);
    }),
    step('records go by their ids, by filters, and only the first of an order', async (world) => {
      await session(world).delete('storage/probe?ids=d,unknown');
      await session(world).delete('storage/probe?sort=index&limit=1');
      expect(await ids(world, 'sort=index')).toEqual(['c', 'b']);
      await session(world).delete('storage/probe?index_below=2');
      expect(await ids(world, 'sort=index')).toEqual(['c']);
    }),
    step('a collection goes as a whole, and the devices see nothing of all this', async (world) => {
      await session(world).delete('storage/probe');
      expect(await ids(world, 'full=1')).toEqual([]);
      const laptop = device(world, 'laptop');
      const from = laptop.requests.trace.length;
      await laptop.sync();
      expect(asked(laptop, from)).toEqual(['GET /1.1/U/info/collections 200']);
    }),
    step('a record whose time is over is gone', async (world) => {
      await session(world).put('storage/probe/short', { payload: 'x', ttl: 1 });
      expect(await ids(world, '')).toEqual(['short']);
      await expect.poll(() => ids(world, ''), { interval: 200 }).toEqual([]);
      expect((await session(world).ask('GET', 'storage/probe/short')).status).toBe(404);
    }),
    step("another user's data is out of reach", async (world) => {
      const { requests, session: own } = device(world, 'desk');
      const authorization = `Basic ${Buffer.from(`${own.username}:${own.password}`).toString('base64')}`;
      const answer = await requests.send('GET', `${world.serverUrl}1.1/${'a'.repeat(32)}/info/collections`, {
        Authorization: authorization,
      });
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toMatch(/^Basic /);
    }),
  ],
};
