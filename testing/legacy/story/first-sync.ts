import { expect } from 'vitest';
import { asked, type Chapter, device, makeDevice, step, type World } from './world.ts';

const engineNames = (world: World) => world.profile.engines.map(({ name }) => name);

/** The first device fills the server, and syncs again (sync11.md §4.4). */
export const firstSync: Chapter = {
  name: 'the first device',
  steps: [
    step('has things of every kind, more than fit into one upload', async (world) => {
      const desk = makeDevice(world, 'desk');
      for (let i = 0; i < 230; i++)
        desk.engine('bookmarks').add({ title: `Bookmark ${i}`, bmkUri: `https://x.example/${i}` });
      desk.engine('passwords').add({ hostname: 'https://x.example', password: 'sésame ☃' });
      for (const name of engineNames(world)) desk.engine(name).add({ about: name });
      expect(desk.engine('bookmarks').items.size).toBe(231);
    }),
    step('finds an empty server, wipes it, and writes meta/global and its keys', async (world) => {
      const desk = device(world, 'desk');
      await desk.login();
      expect(asked(desk)).toEqual([
        'GET /user/1.0/U/node/weave 200',
        'GET /1.1/U/info/collections 200',
        'GET /1.1/U/storage/meta/global 404',
        'DELETE /1.1/U/storage 200',
        'PUT /1.1/U/storage/meta/global 200',
        'PUT /1.1/U/storage/crypto/keys 200',
        'GET /1.1/U/info/collections 200',
        'GET /1.1/U/storage/crypto/keys 200',
      ]);
    }),
    step('uploads each kind in portions of a hundred, and meta/global last', async (world) => {
      const desk = device(world, 'desk');
      const from = desk.requests.trace.length;
      const report = await desk.sync();
      expect(report.failures).toEqual({});
      expect(report.engines.bookmarks).toEqual({ applied: 0, uploaded: 231, failed: [] });
      const perEngine = engineNames(world).flatMap((name) => [
        `DELETE /1.1/U/storage/${name} 200`,
        ...Array<string>(name === 'bookmarks' ? 3 : 1).fill(`POST /1.1/U/storage/${name} 200`),
      ]);
      expect(asked(desk, from)).toEqual([
        `GET /1.1/U/info/collections?v=${world.profile.version} 200`,
        'DELETE /1.1/U/storage/clients 200',
        'POST /1.1/U/storage/clients 200',
        ...perEngine,
        'PUT /1.1/U/storage/meta/global 200',
      ]);
    }),
    step('reads meta/global anew with the second sync, since the first has rewritten it', async (world) => {
      const desk = device(world, 'desk');
      const from = desk.requests.trace.length;
      await desk.sync();
      expect(asked(desk, from)).toEqual(['GET /1.1/U/info/collections 200', 'GET /1.1/U/storage/meta/global 200']);
    }),
    step('asks for nothing but the stamps when nothing has changed', async (world) => {
      const desk = device(world, 'desk');
      const from = desk.requests.trace.length;
      await desk.sync();
      expect(asked(desk, from)).toEqual(['GET /1.1/U/info/collections 200']);
    }),
    step('sends one change in one upload, whose stamp is that of the collection', async (world) => {
      const desk = device(world, 'desk');
      world.memory.set('changed', desk.engine('bookmarks').add({ title: 'Changed later' }));
      const from = desk.requests.trace.length;
      await desk.sync();
      expect(asked(desk, from)).toEqual(['GET /1.1/U/info/collections 200', 'POST /1.1/U/storage/bookmarks 200']);
      const info = JSON.parse((await desk.session.get('info/collections')).body);
      expect(info.bookmarks).toBe(desk.engine('bookmarks').lastSync);
    }),
    step('is told the number of records in X-Weave-Records and in the counts', async (world) => {
      const { session } = device(world, 'desk');
      const answer = await session.get('storage/bookmarks');
      expect(JSON.parse(answer.body)).toHaveLength(232);
      expect(answer.headers['x-weave-records']).toBe('232');
      expect(JSON.parse((await session.get('info/collection_counts')).body).bookmarks).toBe(232);
    }),
    step('reads a stamp that is the true time, in hundredths', async (world) => {
      const { session } = device(world, 'desk');
      const { headers } = await session.put('storage/prefs/probe', { payload: '{}' });
      expect(headers['x-weave-timestamp']).toMatch(/^\d+\.\d\d$/);
      expect(Math.abs(Number(headers['x-weave-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
      await session.delete('storage/prefs/probe');
    }),
    step('finds what it has written under the stamp that it was told, two hundred times', async (world) => {
      const { session } = device(world, 'desk');
      let last = 0;
      for (let i = 0; i < 200; i++) {
        const put = await session.put('storage/tabs/probe', { payload: String(i) });
        const modified = Number(put.body);
        expect(put.headers['x-weave-timestamp']).toBe(put.body);
        expect(modified).toBeGreaterThan(last);
        last = modified;
        if (i % 20 !== 0) continue;
        expect(JSON.parse((await session.get('storage/tabs/probe')).body)).toMatchObject({
          modified,
          payload: String(i),
        });
        expect(JSON.parse((await session.get('info/collections')).body).tabs).toBe(modified);
      }
      await session.delete('storage/tabs/probe');
    }),
    step('wipes nothing without saying so twice', async (world) => {
      const answer = await device(world, 'desk').session.ask('DELETE', 'storage');
      expect(answer).toMatchObject({ status: 400, body: '4' });
    }),
    step("sees no difference between the API's three versions", async (world) => {
      const { session, requests } = device(world, 'desk');
      const authorization = `Basic ${Buffer.from(`${session.username}:${session.password}`).toString('base64')}`;
      const bodies = [];
      for (const version of ['1.0', '1', '1.1']) {
        const url = `${world.serverUrl}${version}/${session.username}/info/collections`;
        bodies.push((await requests.send('GET', url, { Authorization: authorization })).body);
      }
      expect(new Set(bodies).size).toBe(1);
    }),
  ],
};
