import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { createPerson, get, oldsync, type Person, signIn } from '../../../testing/person.ts';
import { StorageClient } from '../../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';
import { userEmail } from '../../token/user-email.ts';
import { replaceQuota } from '../store/quotas.ts';

describeOnEngines('what an account has synced to this server', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(engine);
  });
  afterAll(() => server.stop());

  const ask = (person: Person) =>
    get(`${server.url}/v1/account/sync_data`, { Authorization: person.auth, Accept: 'application/json' });

  /** Asks for a storage token as Firefox does, and gives a client for it. */
  async function firefoxOf(person: Person, keysChangedAt: number, clientState: string): Promise<StorageClient> {
    const { access_token } = await signIn(server, person, { scope: oldsync });
    const { body } = await get(`${server.url}/token/1.0/sync/1.5`, {
      Authorization: `Bearer ${access_token}`,
      'X-KeyID': `${keysChangedAt}-${clientState}`,
    });
    return new StorageClient({
      url: server.url,
      masterSecret: server.ctx.secrets.masterSecrets.at(-1)!,
      uid: body.uid,
    });
  }

  it('is nothing before a Firefox has synced', async () => {
    const person = await createPerson(server);
    expect(await ask(person)).toMatchObject({ status: 200, body: { collections: [], lastWrite: null, quota: null } });
  });

  it('is told in numbers and times, in six statements, and only to its owner', async () => {
    const [person, stranger] = [await createPerson(server), await createPerson(server)];
    const firefox = await firefoxOf(person, 1_700_000_002_000, 'Yw3NKWbEM2aRElRIu7JbTw');
    const records = ['a', 'b', 'c'].map((id) => ({ id, payload: 'secret' }));
    expect((await firefox.post('/storage/bookmarks', records)).status).toBe(200);
    expect((await firefox.post('/storage/tabs', records.slice(0, 1))).status).toBe(200);
    server.statements.length = 0;
    const { body } = await ask(person);
    expect(server.statements).toHaveLength(6);
    expect(body.collections.toSorted((a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1))).toEqual(
      [
        { name: 'bookmarks', records: 3, bytes: 18, modified: expect.any(Number) },
        { name: 'tabs', records: 1, bytes: 6, modified: expect.any(Number) },
      ],
    );
    expect(Math.abs(body.collections[0].modified - Date.now())).toBeLessThan(10 * 60_000);
    expect(body.lastWrite).toBe(Math.max(...body.collections.map(({ modified }: { modified: number }) => modified)));
    expect((await ask(stranger)).body.collections).toEqual([]);
  });

  it('comes with the quota that holds for the account', async () => {
    const limited = await startTestServer(engine, { env: { FOXDEN_QUOTA_KB: '2048' } });
    const person = await createPerson(limited);
    const quota = async () => {
      const headers = { Authorization: person.auth };
      return (await get(`${limited.url}/v1/account/sync_data`, headers)).body.quota;
    };
    expect(await quota()).toBe(2_097_152);
    const { query } = limited.ctx.db;
    await replaceQuota(query, userEmail(person.uid), 5_000_000_000);
    expect(await quota()).toBe(5_000_000_000);
    await replaceQuota(query, userEmail(person.uid), null);
    expect(await quota()).toBeNull();
    await limited.stop();
  });

  it('is not told to a session that waits for its second step', async () => {
    const person = await createPerson(server, { verified: false, verificationMethod: 'totp-2fa' });
    expect(await ask(person)).toMatchObject({ status: 400, body: { errno: 138 } });
    expect(await get(`${server.url}/v1/account/sync_data`)).toMatchObject({ status: 401, body: { errno: 110 } });
  });
});
