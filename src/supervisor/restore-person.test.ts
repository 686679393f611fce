import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { paleMoon } from '../../testing/legacy/client-profiles.ts';
import { LegacyClient } from '../../testing/legacy/legacy-client.ts';
import { OldBrowser } from '../../testing/legacy/old-browser.ts';
import { createPerson, signIn } from '../../testing/person.ts';
import type { StorageClient } from '../../testing/storage-client.ts';
import { openSyncStorage } from '../../testing/sync-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { backUp } from '../backup/back-up.ts';
import { restorePerson } from './restore-person.ts';

const metaOf = (name: string) => ({
  payload: JSON.stringify({
    syncID: `${name}AAAAAAAAAAAA`.slice(0, 12),
    storageVersion: 5,
    engines: { bookmarks: { version: 3, syncID: 'BBBBBBBBBBBB' }, passwords: { version: 1, syncID: 'CCCCCCCCCCCC' } },
    declined: ['addons'],
  }),
});
const payloads = (storage: StorageClient, collection: string) =>
  storage
    .get(`/storage/${collection}?full=1&sort=oldest`)
    .then(({ json }) => Object.fromEntries(json.map((bso: { id: string; payload: string }) => [bso.id, bso.payload])));
const engineIds = async (storage: StorageClient) => {
  const { syncID, engines } = JSON.parse((await storage.get('/storage/meta/global')).json.payload);
  return { syncID, bookmarks: engines.bookmarks?.syncID, passwords: engines.passwords?.syncID };
};

describeOnEngines('foxden restore --user', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(engine);
  });
  afterAll(() => server.stop());

  const someone = async (kB = '11'.repeat(32)) => {
    const person = await createPerson(server);
    const open = async (key: string, keysChangedAt = 1_700_000_002_000) => {
      const { access_token } = await signIn(server, person);
      return openSyncStorage({ url: server.url, accessToken: access_token, kB: key, keysChangedAt });
    };
    const storage = await open(kB);
    await storage.put('/storage/meta/global', metaOf('global'));
    await storage.put('/storage/crypto/keys', { payload: 'keys of then' });
    await storage.post('/storage/bookmarks', [
      { id: 'one', payload: 'b1 of then', sortindex: 7 },
      { id: 'two', payload: 'b2 of then' },
      { id: 'gone', payload: 'ends before the restore', ttl: 1 },
    ]);
    await storage.post('/storage/passwords', [{ id: 'p', payload: 'p of then' }]);
    return { ...person, storage, open };
  };
  const save = async () => (await backUp(server.ctx.config, 'manual')).file;
  const stampsOf = async (storage: StorageClient) => (await storage.get('/info/collections')).json;

  it('brings one person back as a whole restore does, and touches nobody else', async () => {
    const fox = await someone();
    const hare = await someone();
    const file = await save();
    for (const { storage } of [fox, hare]) {
      await storage.put('/storage/bookmarks/one', { payload: 'ruined' });
      await storage.put('/storage/bookmarks/later', { payload: 'came since' });
      await storage.delete('/storage/passwords');
      await storage.put('/storage/crypto/keys', { payload: 'other keys' });
      await storage.post('/storage/bookmarks?batch=true', [{ id: 'open', payload: 'not committed' }]);
    }
    const [before, untouched] = [await stampsOf(fox.storage), await stampsOf(hare.storage)];
    await expect.poll(() => payloads(fox.storage, 'bookmarks')).not.toHaveProperty('gone');

    const report = await restorePerson(server.ctx.config, { file, user: fox.email.toUpperCase() });
    expect(report).toMatchObject({ uid: fox.uid, records: { bookmarks: 2, crypto: 1, meta: 1, passwords: 1 } });
    expect(await payloads(fox.storage, 'bookmarks')).toEqual({ one: 'b1 of then', two: 'b2 of then' });
    expect((await fox.storage.get('/storage/bookmarks/one')).json.sortindex).toBe(7);
    expect(await payloads(fox.storage, 'passwords')).toEqual({ p: 'p of then' });
    expect(await payloads(fox.storage, 'crypto')).toEqual({ keys: 'keys of then' });
    const after = await stampsOf(fox.storage);
    for (const stamp of Object.values(after))
      expect(stamp).toBeGreaterThan(Math.max(...(Object.values(before) as number[])));
    const ids = Object.values(await engineIds(fox.storage));
    expect(ids).not.toEqual(expect.arrayContaining(['globalAAAAAA']));
    expect(new Set([...ids, 'BBBBBBBBBBBB', 'CCCCCCCCCCCC']).size).toBe(5);
    expect((await fox.storage.get('/info/collection_usage')).json.bookmarks).toBeCloseTo(20 / 1024, 5);

    expect(await stampsOf(hare.storage)).toEqual(untouched);
    expect(await payloads(hare.storage, 'bookmarks')).toEqual({
      one: 'ruined',
      two: 'b2 of then',
      later: 'came since',
    });
    // The restore point holds what was there.
    await restorePerson(server.ctx.config, { file: report.restorePoint, user: fox.uid });
    expect(await payloads(fox.storage, 'bookmarks')).toHaveProperty('later', 'came since');
  });

  it('brings one collection back with a new sync id for its engine alone', async () => {
    const fox = await someone();
    const file = await save();
    await fox.storage.delete('/storage/bookmarks');
    await fox.storage.put('/storage/passwords/p', { payload: 'p of now' });
    const before = await stampsOf(fox.storage);
    const { records } = await restorePerson(server.ctx.config, { file, user: fox.email, collection: 'bookmarks' });
    expect(records).toEqual({ bookmarks: expect.any(Number) });
    expect(await payloads(fox.storage, 'bookmarks')).toMatchObject({ one: 'b1 of then', two: 'b2 of then' });
    expect(await payloads(fox.storage, 'passwords')).toEqual({ p: 'p of now' });
    const { syncID, bookmarks, passwords } = await engineIds(fox.storage);
    expect([syncID, passwords]).toEqual(['globalAAAAAA', 'CCCCCCCCCCCC']);
    expect(bookmarks).toMatch(/^(?!BBBBBBBBBBBB)[\w-]{12}$/);
    const after = await stampsOf(fox.storage);
    expect(after).toMatchObject({ passwords: before.passwords, crypto: before.crypto });
    expect(after.meta).toBeGreaterThan(before.meta);
    expect(after.bookmarks).toBe(after.meta);
  });

  it('brings back what somebody with Sync 1.1 had, and their old browsers follow', async () => {
    const joe = await new OldBrowser(server.url).signUp();
    const account = { serverUrl: `${server.url}/`, account: joe.mail, password: joe.password };
    const first = new LegacyClient(paleMoon, account);
    await first.login();
    const lost = first.engine('bookmarks').add({ title: 'lost by mistake' });
    const kept = first.engine('bookmarks').add({ title: 'as it was' });
    await first.sync();
    const file = await save();
    first.engine('bookmarks').remove(lost);
    first.engine('bookmarks').set(kept, { title: 'ruined' });
    await first.sync();
    // It is away while the records come back.
    const report = await restorePerson(server.ctx.config, { file, user: joe.mail, legacy: true });
    expect(report.records).toMatchObject({ bookmarks: 2, crypto: 1, meta: 1 });
    await first.sync();
    const second = new LegacyClient(paleMoon, { ...account, recoveryKey: first.recoveryKey });
    await second.connect();
    await second.sync();
    for (const client of [first, second]) {
      expect(client.engine('bookmarks').items.get(lost)).toMatchObject({ title: 'lost by mistake' });
      expect(client.engine('bookmarks').items.get(kept)).toMatchObject({ title: 'as it was' });
      client.close();
    }
    const nobody = restorePerson(server.ctx.config, { file, user: 'nobody@example.org', legacy: true });
    await expect(nobody).rejects.toThrow('nobody@example.org');
  });

  it('refuses in words, and changes nothing, what browsers could not read', async () => {
    const fox = await someone();
    const file = await save();
    const refusal = (what: { user?: string; collection?: string }) =>
      restorePerson(server.ctx.config, { file, user: fox.email, ...what }).then(
        () => undefined,
        (error: Error) => error.message,
      );
    expect(await refusal({ user: 'nobody@example.org' })).toContain('There is no account "nobody@example.org"');
    expect(await refusal({ collection: 'meta' })).toContain('leave --collection out');
    expect(await refusal({ collection: 'bokmarks' })).toContain('Usual names are bookmarks');
    await fox.storage.put('/storage/crypto/keys', { payload: 'other keys' });
    expect(await refusal({ collection: 'bookmarks' })).toContain('sync keys of this person');
    const late = await createPerson(server);
    expect(await refusal({ user: late.email })).toContain('has ever synced');
    await server.ctx.db.query
      .updateTable('accounts')
      .set({ keys_changed_at: 1_700_000_009_000, verifier_set_at: 1_700_000_009_000 })
      .where('uid', '=', fox.uid)
      .execute();
    const anew = await fox.open('22'.repeat(32), 1_700_000_009_000);
    await anew.put('/storage/bookmarks/one', { payload: 'of another key' });
    expect(await refusal({})).toContain('password was reset without the recovery key');
    expect(await payloads(anew, 'bookmarks')).toEqual({ one: 'of another key' });
  });
});
