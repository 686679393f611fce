import { expect } from 'vitest';
import { readCollection } from '../engine-sync.ts';
import { SyncFailure } from '../sync-failure.ts';
import { expectGoldenTrace } from './golden-trace.ts';
import { asked, type Chapter, device, makeDevice, step } from './world.ts';

/** A second device is set up by hand, and both change things (sync11.md §4.3, §4.4). */
export const twoDevices: Chapter = {
  name: 'a second device',
  steps: [
    step('with a wrong recovery key can read nothing, and changes nothing', async (world) => {
      const lost = makeDevice(world, 'lost');
      await expect(lost.connect()).rejects.toThrow(new SyncFailure('wrong-recovery-key'));
      expect(asked(lost).every((line) => line.startsWith('GET'))).toBe(true);
    }),
    step('connects in the order that clients have', async (world) => {
      const laptop = makeDevice(world, 'laptop', device(world, 'desk').recoveryKey);
      await laptop.connect();
      expect(asked(laptop)).toEqual([
        'GET /user/1.0/U/node/weave 200',
        'GET /1.1/U/info/collections 200',
        'GET /1.1/U/storage/meta/global 200',
        'GET /1.1/U/storage/meta/global 200',
        'GET /1.1/U/storage/crypto/keys 200',
        'GET /1.1/U/info/collections 200',
        'GET /1.1/U/storage/meta/global 200',
      ]);
    }),
    step('takes everything, line by line, and tells that it is there', async (world) => {
      const laptop = device(world, 'laptop');
      const from = laptop.requests.trace.length;
      const report = await laptop.sync();
      expect(report.failures).toEqual({});
      const perEngine = world.profile.engines.map(
        ({ name, query = '' }) => `GET /1.1/U/storage/${name}?full=1${query} 200`,
      );
      expect(asked(laptop, from)).toEqual([
        `GET /1.1/U/info/collections?v=${world.profile.version} 200`,
        'GET /1.1/U/storage/clients?full=1 200',
        'POST /1.1/U/storage/clients 200',
        ...perEngine,
      ]);
    }),
    step('holds what the first one holds', async (world) => {
      const [desk, laptop] = [device(world, 'desk'), device(world, 'laptop')];
      for (const [name, { items }] of desk.engines) expect(laptop.engine(name).items, name).toEqual(items);
    }),
    step('is known to the first one after its next sync', async (world) => {
      const [desk, laptop] = [device(world, 'desk'), device(world, 'laptop')];
      await desk.sync();
      expect(new Set(desk.clients.items.keys())).toEqual(new Set([desk.guid, laptop.guid]));
    }),
    step('sends a change that the first one takes as the only new thing', async (world) => {
      const [desk, laptop] = [device(world, 'desk'), device(world, 'laptop')];
      laptop.engine('bookmarks').set(world.memory.get('changed')!, { title: 'From the laptop' });
      await laptop.sync();
      const from = desk.requests.trace.length;
      const report = await desk.sync();
      expect(report.engines.bookmarks).toEqual({ applied: 1, uploaded: 0, failed: [] });
      expect(asked(desk, from)).toContain('GET /1.1/U/storage/bookmarks?newer=T&full=1&sort=index 200');
      expect(desk.engine('bookmarks').items.get(world.memory.get('changed')!)).toMatchObject({
        title: 'From the laptop',
      });
    }),
    step('deletes something, and it is gone on the first one', async (world) => {
      const [desk, laptop] = [device(world, 'desk'), device(world, 'laptop')];
      laptop.engine('bookmarks').remove(world.memory.get('changed')!);
      await laptop.sync();
      await desk.sync();
      expect(desk.engine('bookmarks').items.has(world.memory.get('changed')!)).toBe(false);
      expect(desk.engine('bookmarks').items).toEqual(laptop.engine('bookmarks').items);
    }),
    step('changes a login whose id has braces, which only lists can reach', async (world) => {
      const [desk, laptop] = [device(world, 'desk'), device(world, 'laptop')];
      const id = [...laptop.engine('passwords').items.keys()][0]!;
      expect(id).toMatch(/^\{.*\}$/);
      laptop.engine('passwords').set(id, { hostname: 'https://y.example', password: 'neu ☃' });
      await laptop.sync();
      await desk.sync();
      expect(desk.engine('passwords').items.get(id)).toMatchObject({ password: 'neu ☃' });
      const found = await readCollection(
        desk.session,
        `storage/passwords?full=1&ids=${encodeURIComponent(id)},unknown`,
      );
      expect(found.map((record) => record.id)).toEqual([id]);
    }),
    step('wins a conflict with the later change, by true time', async (world) => {
      const [desk, laptop] = [device(world, 'desk'), device(world, 'laptop')];
      const id = laptop.engine('forms').add({ value: 'first' });
      await laptop.sync();
      await desk.sync();
      laptop.engine('forms').set(id, { value: 'earlier' });
      await laptop.sync();
      // Changed after the upload, to the second.
      desk.engine('forms').set(id, { value: 'later' });
      desk.engine('forms').changed.set(id, Math.floor(Date.now() / 1000) + 2);
      await desk.sync();
      await laptop.sync();
      expect(laptop.engine('forms').items.get(id)).toMatchObject({ value: 'later' });
    }),
    step('loses a conflict with the earlier one', async (world) => {
      const [desk, laptop] = [device(world, 'desk'), device(world, 'laptop')];
      const id = desk.engine('forms').add({ value: 'first' });
      await desk.sync();
      await laptop.sync();
      desk.engine('forms').set(id, { value: 'earlier' });
      desk.engine('forms').changed.set(id, Math.floor(Date.now() / 1000) - 60);
      laptop.engine('forms').set(id, { value: 'later' });
      await laptop.sync();
      await desk.sync();
      expect(desk.engine('forms').items.get(id)).toMatchObject({ value: 'later' });
    }),
    step('reads a long history in one answer and the rest by fifties', async (world) => {
      const [desk, laptop] = [device(world, 'desk'), device(world, 'laptop')];
      for (let i = 0; i < 130; i++) desk.engine('history').add({ histUri: `https://h.example/${i}` });
      await desk.sync();
      const { profile } = laptop.engine('history');
      const from = laptop.requests.trace.length;
      // As a phone does, which takes few at a time.
      Object.assign(laptop.engine('history'), { profile: { ...profile, query: '&sort=index&limit=20' } });
      await laptop.sync();
      Object.assign(laptop.engine('history'), { profile });
      expect(laptop.engine('history').items).toEqual(desk.engine('history').items);
      expect(asked(laptop, from)).toEqual([
        'GET /1.1/U/info/collections 200',
        'GET /1.1/U/storage/history?newer=T&full=1&sort=index&limit=20 200',
        'GET /1.1/U/storage/history?newer=T&sort=index 200',
        'GET /1.1/U/storage/history?full=1&ids=IDS 200',
        'GET /1.1/U/storage/history?full=1&ids=IDS 200',
        'GET /1.1/U/storage/history?full=1&ids=IDS 200',
      ]);
    }),
    step('is left with nothing to do', async (world) => {
      for (const name of ['desk', 'laptop', 'desk', 'laptop']) await device(world, name).sync();
      for (const name of ['desk', 'laptop']) {
        const client = device(world, name);
        const from = client.requests.trace.length;
        await client.sync();
        expect(asked(client, from), name).toEqual(['GET /1.1/U/info/collections 200']);
      }
    }),
    step('has asked exactly what is recorded, and so has the first one', async (world) => {
      await expectGoldenTrace(world, 'sync', ['lost', 'desk', 'laptop']);
    }),
  ],
};
