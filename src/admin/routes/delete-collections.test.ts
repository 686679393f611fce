import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { createPerson, get, oldsync, type Person, post, signIn } from '../../../testing/person.ts';
import { StorageClient } from '../../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

const keyId = '1700000002000-Yw3NKWbEM2aRElRIu7JbTw';
const names = (client: StorageClient) =>
  client.get('/info/collections').then(({ json }) => Object.keys(json).toSorted());

describeOnEngines('collections, deleted by their owner', (engine) => {
  let server: TestServer;
  let now = Date.now();
  beforeAll(async () => {
    server = await startTestServer(engine, { overrides: { now: () => now } });
  });
  afterAll(() => server.stop());

  const ask = (auth: string | undefined, body: unknown) =>
    post(`${server.url}/v1/account/sync_data/delete`, body, auth);

  /** The storage of somebody who has synced bookmarks, forms and what Firefox needs for itself. */
  async function firefoxOf(person: Person): Promise<StorageClient> {
    const { access_token } = await signIn(server, person, { scope: oldsync });
    const { body } = await get(`${server.url}/token/1.0/sync/1.5`, {
      Authorization: `Bearer ${access_token}`,
      'X-KeyID': keyId,
    });
    const masterSecret = server.ctx.secrets.masterSecrets.at(-1)!;
    const expires = Math.floor(now / 1000) + 3600;
    const client = new StorageClient({ url: server.url, masterSecret, uid: body.uid, expires });
    for (const collection of ['bookmarks', 'forms', 'tabs', 'crypto']) {
      expect((await client.post(`/storage/${collection}`, [{ id: 'a', payload: 'x' }])).status).toBe(200);
    }
    return client;
  }

  it('are gone for every client, the others stay, and the history has it', async () => {
    const [person, neighbour] = [await createPerson(server), await createPerson(server)];
    const [mine, theirs] = [await firefoxOf(person), await firefoxOf(neighbour)];
    server.logs.length = 0;
    const answer = await ask(person.auth, { collections: ['bookmarks', 'forms', 'forms', 'addons'] });
    expect(answer).toMatchObject({ status: 200, body: {} });
    expect(await names(mine)).toEqual(['crypto', 'tabs']);
    expect(await names(theirs)).toEqual(['bookmarks', 'crypto', 'forms', 'tabs']);
    const audited = server.logs.find(({ message }) => message === 'CollectionsDeleted');
    expect(audited?.fields).toMatchObject({ uid: person.uid, collections: 'bookmarks forms addons' });
    const { body } = await get(`${server.url}/v1/account/security_history`, { Authorization: person.auth });
    expect(body.events).toMatchObject([{ event: 'CollectionsDeleted' }]);
  });

  it('may be uploaded again', async () => {
    const person = await createPerson(server);
    const firefox = await firefoxOf(person);
    expect((await ask(person.auth, { collections: ['forms'] })).status).toBe(200);
    expect((await firefox.post('/storage/forms', [{ id: 'b', payload: 'y' }])).status).toBe(200);
    expect((await firefox.get('/storage/forms')).json).toEqual(['b']);
  });

  it('are nothing to worry about where nothing was ever synced', async () => {
    const person = await createPerson(server);
    expect(await ask(person.auth, { collections: ['forms'] })).toMatchObject({ status: 200, body: {} });
  });

  it('are not deleted without a session, before the second step, or long after the password', async () => {
    const person = await createPerson(server);
    const firefox = await firefoxOf(person);
    const wanted = { collections: ['bookmarks'], uid: person.uid };
    expect(await ask(undefined, wanted)).toMatchObject({ status: 401, body: { errno: 110 } });
    expect(await ask(`Bearer fxs_${'0'.repeat(64)}`, wanted)).toMatchObject({ status: 401, body: { errno: 110 } });
    const { access_token } = await signIn(server, person, { scope: oldsync });
    expect((await ask(`Bearer ${access_token}`, wanted)).status).toBe(401);
    const waiting = await createPerson(server, { verified: false, verificationMethod: 'totp-2fa' });
    expect(await ask(waiting.auth, wanted)).toMatchObject({ status: 400, body: { errno: 138 } });
    const other = await createPerson(server);
    expect((await ask(other.auth, wanted)).status).toBe(200);
    now += 15 * 60_000 + 1;
    expect(await ask(person.auth, wanted)).toMatchObject({ status: 400, body: { errno: 164 } });
    expect(await names(firefox)).toEqual(['bookmarks', 'crypto', 'forms', 'tabs']);
  });

  it('must be named rightly, and not be those that Firefox needs for all others', async () => {
    const person = await createPerson(server);
    const firefox = await firefoxOf(person);
    for (const name of ['crypto', 'meta', 'keys', 'clients', '', 'a/b', 'x'.repeat(33), 'bäume', 7, null]) {
      const { status, body } = await ask(person.auth, { collections: ['forms', name] });
      expect([name, status, body.errno]).toEqual([name, 400, 107]);
    }
    expect((await ask(person.auth, { collections: [] })).body.errno).toBe(107);
    expect((await ask(person.auth, { collections: Array(101).fill('forms') })).body.errno).toBe(107);
    expect((await ask(person.auth, { collections: 'forms' })).body.errno).toBe(107);
    expect((await ask(person.auth, {})).body.errno).toBe(108);
    expect(await names(firefox)).toEqual(['bookmarks', 'crypto', 'forms', 'tabs']);
  });
});
