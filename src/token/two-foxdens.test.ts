import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { FxaClient, type SignedIn } from '../../testing/fxa-client.ts';
import { clientIds, oldsync } from '../../testing/person.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

describeOnEngines('a Foxden whose accounts live on another Foxden (sync15.md §17.1)', (engine) => {
  let accounts: TestServer;
  let storage: TestServer;
  let client: FxaClient;
  let alice: SignedIn;
  beforeAll(async () => {
    accounts = await startTestServer(engine);
    storage = await startTestServer(engine, { env: { FOXDEN_ACCOUNTS: `${accounts.url}/v1` } });
    client = new FxaClient(accounts.url);
    alice = await client.signUp('alice@example.org', 'correct horse battery staple');
  });
  afterAll(() => storage.stop());

  const accessToken = async (): Promise<string> => {
    const request = { client_id: clientIds.desktop, grant_type: 'fxa-credentials', scope: oldsync };
    const { status, body } = await client.post('/oauth/token', request, client.session(alice.sessionToken));
    expect(status).toBe(200);
    return body.access_token;
  };
  const keyRotation = async (): Promise<number> => {
    const request = { client_id: clientIds.desktop, scope: oldsync };
    const { body } = await client.post('/account/scoped-key-data', request, client.session(alice.sessionToken));
    return body[oldsync].keyRotationTimestamp;
  };
  const exchange = async (at: TestServer, token: string, keysChangedAt: number) => {
    const headers = { Authorization: `Bearer ${token}`, 'X-KeyID': `${keysChangedAt}-${'A'.repeat(22)}` };
    const response = await fetch(`${at.url}/token/1.0/sync/1.5`, { headers });
    return { code: response.status, ...((await response.json()) as { uid?: number; hashed_fxa_uid?: string }) };
  };

  it('gives tokens to people who signed in there, also while that one is away', async () => {
    const token = await accessToken();
    const keysChangedAt = await keyRotation();
    const first = await exchange(storage, token, keysChangedAt);
    expect(first).toMatchObject({ code: 200, uid: expect.any(Number) });
    expect((await exchange(accounts, token, keysChangedAt)).code).toBe(200);
    const users = await storage.ctx.db.query.selectFrom('users').select(['email', 'generation']).execute();
    expect(users).toEqual([
      { email: expect.stringContaining(alice.uid), generation: expect.closeTo(Date.now(), -6) as unknown as number },
    ]);
    await accounts.stop();
    expect((await exchange(storage, token, keysChangedAt)).uid).toBe(first.uid);
    expect((await exchange(storage, '00'.repeat(32), keysChangedAt)).code).toBe(503);
  });
});
