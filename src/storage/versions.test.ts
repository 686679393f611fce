import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { isControlStatement } from '../database/statement-listener.ts';
import { renewSync } from './renew-sync.ts';

interface Kept {
  id: string;
  payload: string;
  modified: number;
  replaced: number;
  sortindex?: number;
  deviceId?: string;
}

describeOnEngines('versions of records', (engine) => {
  let server: TestServer;
  let clock = Date.now();
  let uid = 0;
  let c: StorageClient;
  beforeAll(async () => {
    const env = { FOXDEN_TIME_MACHINE: 'on', FOXDEN_TIME_MACHINE_DAYS: '2', FOXDEN_TIME_MACHINE_MB: '1' };
    server = await startTestServer(engine, { env, overrides: { now: () => clock } });
  });
  afterAll(() => server.stop());
  const client = (of: number, device?: string) =>
    new StorageClient({
      url: server.url,
      masterSecret: server.ctx.secrets.masterSecrets[0]!,
      uid: of,
      expires: 4e9,
      device,
    });
  beforeEach(() => {
    c = client(++uid);
  });
  const turn = async (on: boolean) => (await c.put('/versions', { on })).json;
  const kept = async (collection = 'bookmarks', of = c): Promise<Kept[]> =>
    (await of.get(`/versions/${collection}`)).json;
  const short = (versions: Kept[]) => versions.map(({ id, payload }) => `${id}=${payload}`);
  const write = async (id: string, payload: string) =>
    Number((await c.put(`/storage/bookmarks/${id}`, { payload })).modified);

  it('are not kept by itself, and from the moment on that somebody asks for it', async () => {
    await write('a', '1');
    await write('a', '2');
    expect(await kept()).toEqual([]);
    const since = await write('a', '3');
    expect((await c.get('/versions')).json).toMatchObject({
      since: null,
      versions: 0,
      bytes: 0,
      days: 2,
      most: 2 ** 20,
    });
    expect(await turn(true)).toMatchObject({ since });
    const replaced = await write('a', '4');
    expect(await kept()).toEqual([{ id: 'a', payload: '3', modified: since, replaced }]);
    // Again changes nothing.
    expect(await turn(true)).toMatchObject({ since, versions: 1 });
    expect((await kept('bookmarks', client(9000 + uid))).length).toBe(0);
  });

  it('begin also for somebody who has never written', async () => {
    expect(await turn(true)).toMatchObject({ since: 0 });
    const [first, second] = [await write('a', '1'), await write('a', '2')];
    expect(await kept()).toEqual([{ id: 'a', payload: '1', modified: first, replaced: second }]);
  });

  it('hold what every kind of write replaces, with its order, and no other record', async () => {
    await turn(true);
    const all = ['a', 'b', 'c', 'd', 'e'].map((id, i) => ({ id, payload: `${id}1`, sortindex: i }));
    await c.post('/storage/bookmarks', all);
    await c.post('/storage/passwords', [{ id: 'p', payload: 'p1' }]);
    for (const collection of ['tabs', 'clients', 'meta']) {
      await c.put(`/storage/${collection}/x`, { payload: '1' });
      await c.put(`/storage/${collection}/x`, { payload: '2' });
    }
    expect(await kept()).toEqual([]);
    await c.post('/storage/bookmarks', [
      { id: 'a', payload: 'a2' },
      { id: 'new', payload: 'n1' },
    ]);
    const { batch } = (await c.post('/storage/bookmarks?batch=true', [{ id: 'b', payload: 'b2' }])).json;
    await c.post(`/storage/bookmarks?batch=${batch}&commit=true`, [{ id: 'c', payload: 'c2' }]);
    await c.delete('/storage/bookmarks/d');
    await c.delete('/storage/bookmarks?ids=e,none');
    expect(short(await kept())).toEqual(['a=a1', 'b=b1', 'c=c1', 'd=d1', 'e=e1']);
    expect((await kept())[2]).toMatchObject({ sortindex: 2 });
    await c.delete('/storage/bookmarks');
    expect(short((await kept()).slice(5))).toEqual(['a=a2', 'b=b2', 'c=c2', 'new=n1']);
    await c.delete('/storage');
    expect(short(await kept('passwords'))).toEqual(['p=p1']);
    for (const collection of ['tabs', 'clients', 'meta']) expect(await kept(collection)).toEqual([]);
  });

  it('name the device whose write replaced them, whatever kind of write, and none where the token names none', async () => {
    const [laptop, phone] = ['1a'.repeat(16), '2b'.repeat(16)].map((device) => client(uid, device));
    await turn(true);
    const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, payload: `${id}1` }));
    await laptop!.post('/storage/bookmarks', all);
    await phone!.put('/storage/bookmarks/a', { payload: 'a2' });
    await laptop!.post('/storage/bookmarks', [{ id: 'b', payload: 'b2' }]);
    const { batch } = (await phone!.post('/storage/bookmarks?batch=true', [{ id: 'c', payload: 'c2' }])).json;
    await phone!.post(`/storage/bookmarks?batch=${batch}&commit=true`, []);
    await laptop!.delete('/storage/bookmarks/d');
    await phone!.delete('/storage/bookmarks?ids=e');
    await write('f', 'f2');
    await laptop!.delete('/storage/bookmarks');
    await write('z', 'z1');
    await phone!.delete('/storage');
    const names: Record<string, string> = { ['1a'.repeat(16)]: 'laptop', ['2b'.repeat(16)]: 'phone' };
    const told = (await kept()).map((version) => [
      version.payload,
      'deviceId' in version ? names[version.deviceId!] : 'nobody',
    ]);
    expect(told).toEqual([
      ['a1', 'phone'],
      ['b1', 'laptop'],
      ['c1', 'phone'],
      ['d1', 'laptop'],
      ['e1', 'phone'],
      ['f1', 'nobody'],
      ['a2', 'laptop'],
      ['b2', 'laptop'],
      ['c2', 'laptop'],
      ['f2', 'laptop'],
      ['z1', 'phone'],
    ]);
  });

  it('do not hold what had expired, nor what a refused write would have replaced', async () => {
    await turn(true);
    await c.put('/storage/bookmarks/a', { payload: '1', ttl: 10 });
    const at = await write('b', '1');
    clock += 11_000;
    await write('a', '2');
    const refused = await c.put('/storage/bookmarks/b', { payload: '2' }, { 'X-If-Unmodified-Since': String(at - 1) });
    expect(refused.status).toBe(412);
    expect(await kept()).toEqual([]);
  });

  it('cost one statement in a write, and none where nobody has asked', async () => {
    const statementsOf = async (work: () => Promise<unknown>) => {
      server.statements.length = 0;
      await work();
      return server.statements.filter((sql) => !isControlStatement(sql)).length;
    };
    const records = Array.from({ length: 50 }, (_, i) => ({ id: `r${i}`, payload: 'x' }));
    const measure = async () => {
      await c.post('/storage/col', records);
      const { batch } = (await c.post('/storage/col?batch=true', records)).json;
      return {
        post: await statementsOf(() => c.post('/storage/col', records)),
        commit: await statementsOf(() => c.post(`/storage/col?batch=${batch}&commit=true`, records)),
        deleteOne: await statementsOf(() => c.delete('/storage/col/r1')),
        deleteIds: await statementsOf(() => c.delete('/storage/col?ids=r2,r3')),
        deleteAll: await statementsOf(() => c.delete('/storage/col')),
        put: await statementsOf(() => c.put('/storage/col/r1', { payload: 'y' })),
      };
    };
    const off = await measure();
    await turn(true);
    const on = await measure();
    expect(on).toEqual({
      post: off.post + 1,
      commit: off.commit + 1,
      deleteOne: off.deleteOne + 1,
      deleteIds: off.deleteIds + 1,
      deleteAll: off.deleteAll + 1,
      // On MariaDB the quick way is tried first; nothing was there to keep.
      put: off.put + (engine.name === 'mariadb' ? 3 : 0),
    });
  });

  it('come in pages of bounded size', async () => {
    await turn(true);
    const records = Array.from({ length: 2500 }, (_, i) => ({ id: `r${i}`, payload: `${i}` }));
    for (const at of [0, 1000, 2000]) await c.post('/storage/bookmarks', records.slice(at, at + 1000));
    await c.delete('/storage/bookmarks');
    const ids: string[] = [];
    for (let offset = ''; ; ) {
      const { json, headers } = await c.get(`/versions/bookmarks${offset}`);
      expect(json.length).toBeLessThanOrEqual(1000);
      ids.push(...json.map(({ id }: Kept) => id));
      const next = headers.get('x-weave-next-offset');
      if (next === null) break;
      offset = `?offset=${next}`;
    }
    expect(ids).toHaveLength(2500);
    expect(new Set(ids).size).toBe(2500);
    for (const offset of ['12', 'x', ''])
      expect((await c.get(`/versions/bookmarks?offset=${offset}`)).status).toBe(400);
  });

  it('go after some days, and the oldest when they are too many; what is said to be whole is', async () => {
    await turn(true);
    await write('a', '1');
    await write('a', '2');
    clock += 86_400_000;
    const later = await write('a', '3');
    clock += 86_400_000 + 60_000;
    await server.ctx.storage.purge();
    expect(short(await kept())).toEqual(['a=2']);
    expect((await c.get('/versions')).json.since).toBeLessThan(later);

    const payload = 'x'.repeat(200_000);
    const stamps: number[] = [];
    for (let i = 0; i < 7; i++) {
      clock += 1000;
      stamps.push(await write('big', `${i}${payload}`));
    }
    await server.ctx.storage.purge();
    const left = await kept();
    expect(left.map(({ payload: [first] }) => first)).toEqual(['1', '2', '3', '4', '5'].slice(-left.length));
    const { since, bytes } = (await c.get('/versions')).json;
    expect(bytes).toBeLessThanOrEqual(2 ** 20);
    // Everything that was replaced after `since` is still there.
    expect(left.length).toBe(stamps.filter((stamp, i) => i > 0 && stamp > since).length);
    expect(left.length).toBeGreaterThan(3);
  });

  it('begin anew when so much came at once that some could not be kept', async () => {
    await turn(true);
    const payload = 'x'.repeat(500_000);
    for (let i = 0; i < 8; i++) await write('big', `${i}${payload}`);
    expect((await kept()).length).toBeLessThan(7);
    await server.ctx.storage.purge();
    const { since, versions } = (await c.get('/versions')).json;
    expect(versions).toBe(0);
    expect(since).toBeGreaterThan(0);
    await write('big', 'small');
    expect(await kept()).toHaveLength(1);
  });

  it('are gone at once when somebody switches them off, and with the account', async () => {
    await turn(true);
    await write('a', '1');
    await write('a', '2');
    expect(await turn(false)).toMatchObject({ since: null, versions: 0, bytes: 0 });
    await write('a', '3');
    expect(await kept()).toEqual([]);
    await turn(true);
    await write('a', '4');
    await server.ctx.storage.deleteUser(uid);
    const { rows } = await rowsOf(uid);
    expect(rows).toBe(0);
  });
  const rowsOf = async (of: number) => {
    const { n } = await server.ctx.db.query
      .selectFrom('storage_versions')
      .where('uid', '=', of)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return { rows: Number(n) };
  };

  it('end with a restore of everything, after which they begin anew', async () => {
    await turn(true);
    await write('a', '1');
    await write('a', '2');
    await renewSync(server.ctx.db);
    const { since, versions } = (await c.get('/versions')).json;
    expect([versions, since]).toEqual([0, (await c.get('/info/collections')).json.bookmarks]);
  });

  it.each([{}, { on: 1 }, { on: 'true' }, []])('are not switched by %j', async (body) => {
    expect((await c.put('/versions', body)).status).toBe(400);
  });

  it('are no route, and nobody pays for them, where the owner has not switched them on', async () => {
    const other = await startTestServer(engine);
    const options = { url: other.url, masterSecret: other.ctx.secrets.masterSecrets[0]!, uid: 5 };
    const stranger = new StorageClient(options);
    expect((await stranger.get('/versions')).status).toBe(404);
    expect((await stranger.get('/versions/bookmarks')).status).toBe(404);
    expect((await stranger.put('/versions', { on: true })).status).toBe(404);
    // One who had it on while the owner had it on, too.
    await other.ctx.storage.versions.keep(5);
    await stranger.put('/storage/bookmarks/a', { payload: '1' });
    await stranger.put('/storage/bookmarks/a', { payload: '2' });
    expect(await other.ctx.storage.versions.state(5)).toMatchObject({ versions: 0 });
    await other.ctx.storage.purge();
    expect(await other.ctx.storage.versions.state(5)).toMatchObject({ since: null });
    await other.stop();
  });
});
