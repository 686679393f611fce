import { expect } from 'vitest';
import type { LegacyClient } from '../legacy-client.ts';
import { SyncFailure } from '../sync-failure.ts';
import { asked, type Chapter, device, heardEverywhere, setQuotaEverywhere, step, type World } from './world.ts';

/** One request of a device is answered by something in between. */
function once(
  world: World,
  name: string,
  path: RegExp,
  status: number,
  headers: Record<string, string> = {},
  body = '',
) {
  const { requests } = device(world, name);
  requests.weather = (_method, url) => {
    if (!path.test(url)) return undefined;
    requests.weather = undefined;
    return { status, headers, body };
  };
}

/** Quota, other nodes, and a server that wants to be left in peace (sync11.md §2.6, §4.5). */
export const weather: Chapter = {
  name: 'quota and bad weather',
  steps: [
    step('the quota dialog shows what is used, and no limit', async (world) => {
      const { used, allowed, usage } = await device(world, 'desk').quota();
      const sum = Object.values(usage).reduce((total, kib) => total + kib, 0);
      expect(used).toBeGreaterThan(10);
      expect(sum).toBeCloseTo(used, 1);
      expect(allowed).toBeNull();
    }),
    step('a user near the limit is told what is left, before the write', async (world) => {
      const desk = device(world, 'desk');
      const { used } = await desk.quota();
      const allowed = Math.ceil(used) + 20;
      await setQuotaEverywhere(world, desk, allowed * 1024);
      desk.engine('bookmarks').add({ title: 'x'.repeat(9_000) });
      await desk.sync();
      expect(desk.session.told.quotaRemaining).toBeCloseTo(allowed - used, 0);
    }),
    step('one write may go beyond it', async (world) => {
      const desk = device(world, 'desk');
      desk.engine('bookmarks').add({ title: 'y'.repeat(9_000) });
      const report = await desk.sync();
      expect(report.failures).toEqual({});
      const { used, allowed } = await desk.quota();
      expect(used).toBeGreaterThan(allowed!);
    }),
    step('the next one is 14: that engine stops, the others go on', async (world) => {
      const desk = device(world, 'desk');
      const phone = device(world, 'phone');
      await phone.sync();
      desk.engine('bookmarks').add({ title: 'one too many' });
      const report = await desk.sync();
      expect(report.failures).toEqual({ bookmarks: 'over-quota' });
      expect(Object.keys(report.engines)).toContain('history');
      expect(desk.engine('bookmarks').changed.size).toBe(1);
    }),
    step('deleting is allowed, and then the rest goes up', async (world) => {
      const desk = device(world, 'desk');
      const large = [...desk.engine('bookmarks').items.values()].filter(({ title }) => String(title).length > 1000);
      await desk.session.delete(`storage/bookmarks?ids=${large.map(({ id }) => id).join(',')}`);
      for (const { id } of large) desk.engine('bookmarks').items.delete(id);
      expect((await desk.sync()).failures).toEqual({});
      expect(desk.engine('bookmarks').changed.size).toBe(0);
      await setQuotaEverywhere(world, desk, null);
    }),
    step('X-Weave-Backoff lets the sync finish and then wait', async (world) => {
      const desk = device(world, 'desk');
      await world.announce({ backoff: 600 });
      await heardEverywhere(world, ({ headers }) => headers['x-weave-backoff'] === '600');
      desk.engine('prefs').add({ value: 'changed in bad weather' });
      const report = await desk.sync();
      expect(report.engines.prefs!.uploaded).toBe(1);
      expect(desk.session.told.backoff).toBe(600);
      await world.announce({ backoff: null });
      await heardEverywhere(world, ({ headers }) => headers['x-weave-backoff'] === undefined);
    }),
    step('an end of the service is announced, and called off again', async (world) => {
      const desk = device(world, 'desk');
      const alert = JSON.stringify({ code: 'soft-eol', message: 'Moving house', url: 'https://news.example/' });
      await world.announce({ alert });
      await heardEverywhere(world, ({ headers }) => headers['x-weave-alert'] === alert);
      await desk.sync();
      expect(JSON.parse(desk.session.told.alert!)).toMatchObject({ code: 'soft-eol' });
      await world.announce({ alert: null });
      await heardEverywhere(world, ({ headers }) => headers['x-weave-alert'] === undefined);
      await desk.sync();
      expect(desk.session.told.alert).toBeNull();
    }),
    step('503 ends the sync and names a time; nothing is lost', async (world) => {
      const desk = device(world, 'desk');
      const id = desk.engine('prefs').add({ value: 'kept' });
      const { requests } = desk;
      requests.weather = async (_method, url) => {
        if (!/storage\/prefs/.test(url)) return undefined;
        requests.weather = undefined;
        await world.announce({ maintenance: { until: null } });
        await heardEverywhere(world, ({ status }) => status === 503);
        return undefined;
      };
      await expect(desk.sync()).rejects.toThrow(new SyncFailure('server-maintenance', 503));
      expect(desk.session.told.backoff).toBe(1800);
      expect(desk.engine('prefs').changed.has(id)).toBe(true);
    }),
    step('meanwhile there is no node: who asks for one waits, and changes nothing', async (world) => {
      const laptop = device(world, 'laptop');
      laptop.session.clusterUrl = null;
      laptop.restart();
      laptop.session.password = world.password;
      await expect(laptop.sync()).rejects.toThrow(new SyncFailure('no-node'));
      await world.announce({ maintenance: null });
      await heardEverywhere(world, ({ status }) => status === 401);
      await laptop.sync();
      expect((await device(world, 'desk').sync()).engines.prefs!.uploaded).toBe(1);
    }),
    step('an upload whose answer is lost is sent again, and is there once', async (world) => {
      const [desk, laptop] = [device(world, 'desk'), device(world, 'laptop')];
      const id = desk.engine('prefs').add({ value: 'sent twice' });
      const { requests } = desk;
      requests.weather = async (method, url) => {
        if (method !== 'POST') return undefined;
        requests.weather = undefined;
        const { session } = desk;
        const record = { id, payload: JSON.stringify({ ciphertext: 'half' }) };
        await session.post(url.replace(/.*(storage\/\w+)$/, '$1'), [record]);
        throw new Error('the connection broke');
      };
      await expect(desk.sync()).rejects.toThrow(new SyncFailure('network'));
      await desk.sync();
      await laptop.sync();
      expect(laptop.engine('prefs').items.get(id)).toMatchObject({ value: 'sent twice' });
    }),
    step('another node is found after a 401, and used from then on', async (world) => {
      const laptop = device(world, 'laptop');
      laptop.session.clusterUrl = world.formerNode;
      laptop.restart();
      laptop.session.password = world.password;
      const from = laptop.requests.trace.length;
      await laptop.sync();
      expect(laptop.requests.trace[from]!.url).toContain(world.formerNode);
      expect(asked(laptop, from).slice(0, 3)).toEqual([
        'GET /1.1/U/info/collections 401',
        'GET /user/1.0/U/node/weave 200',
        'GET /1.1/U/info/collections 200',
      ]);
      expect(laptop.session.clusterUrl).toBe(world.serverUrl);
    }),
    step('a server without node lookup is its own node', async (world) => {
      const laptop = device(world, 'laptop');
      laptop.session.clusterUrl = null;
      laptop.restart();
      laptop.session.password = world.password;
      once(world, 'laptop', /node\/weave$/, 404);
      await laptop.sync();
      expect(laptop.session.clusterUrl).toBe(world.serverUrl);
    }),
    step('a worker of the server dies in the middle, and the next sync has everything', async (world) => {
      const [desk, laptop] = [device(world, 'desk'), device(world, 'laptop')];
      for (let i = 0; i < 250; i++) desk.engine('bookmarks').add({ title: `In bad weather ${i}` });
      const first = desk.sync().catch((error: unknown) => error);
      await world.crash?.();
      await first;
      // Another worker may still count by the quota that there was: it hears of the change within seconds.
      const isClean = (client: LegacyClient) =>
        client.sync().then(
          ({ failures }) => Object.keys(failures).length === 0,
          () => false,
        );
      await expect.poll(() => isClean(desk)).toBe(true);
      await expect.poll(() => isClean(laptop)).toBe(true);
      expect(laptop.engine('bookmarks').items).toEqual(desk.engine('bookmarks').items);
      expect(desk.engine('bookmarks').changed.size).toBe(0);
    }),
  ],
};
