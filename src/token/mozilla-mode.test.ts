import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../testing/engines.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { type FakeFxa, startFakeFxa } from './testing/fake-fxa.ts';
import { type TestAccount, testAccount, tokenHeaders } from './testing/token-client.ts';

describeOnEngines('accounts kept elsewhere (FOXDEN_ACCOUNTS=URL)', (engine) => {
  let fxa: FakeFxa;
  const servers: TestServer[] = [];
  beforeAll(async () => {
    fxa = await startFakeFxa();
  });
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));
  afterAll(() => fxa.stop());

  const start = async (env: Record<string, string> = {}) => {
    const server = await startTestServer(engine, { env: { ...env, FOXDEN_ACCOUNTS: fxa.url } });
    servers.push(server);
    return server;
  };
  const exchange = async (server: TestServer, account: TestAccount) => {
    const token = await fxa.sign({ sub: account.uid, 'fxa-generation': account.generation });
    const response = await fetch(`${server.url}/1.0/sync/1.5`, { headers: tokenHeaders(token, account) });
    const body = (await response.json()) as { uid?: number; status?: string };
    return { code: response.status, retryAfter: response.headers.get('retry-after'), ...body };
  };

  it('get storage tokens by the same rules, a known user in one statement', async () => {
    const server = await start();
    const account = testAccount();
    const { code, uid } = await exchange(server, account);
    expect(code).toBe(200);
    server.statements.length = 0;
    expect((await exchange(server, account)).uid).toBe(uid);
    expect(server.statements).toHaveLength(1);
    expect(await exchange(server, { ...account, generation: 1 })).toMatchObject({ status: 'invalid-generation' });
  });

  it('get 503 and Retry-After, and not 401, while their server is unreachable (§18.1)', async () => {
    const server = await start();
    fxa.mood = 'ill';
    expect(await exchange(server, testAccount())).toMatchObject({
      code: 503,
      retryAfter: expect.stringMatching(/^\d+$/),
    });
    fxa.mood = 'well';
  });

  it('may be named by uid: others are refused, also those who came before', async () => {
    const account = testAccount();
    const server = await start({ FOXDEN_ALLOW: `${'0'.repeat(32)}, ${account.uid.toUpperCase()}` });
    expect(await exchange(server, account)).toMatchObject({ code: 200 });
    expect(await exchange(server, testAccount())).toMatchObject({ code: 403, status: 'new-users-disabled' });
  });

  it('may be counted: the first ones stay, later ones are refused, also when all come at once', async () => {
    const server = await start({ FOXDEN_MAX_USERS: '3' });
    const accounts = Array.from({ length: 8 }, () => testAccount());
    const answers = await Promise.all(accounts.map((account) => exchange(server, account)));
    expect(answers.map((answer) => answer.code).toSorted()).toEqual([200, 200, 200, 403, 403, 403, 403, 403]);
    for (const [i, account] of accounts.entries()) {
      expect((await exchange(server, account)).code).toBe(answers[i]!.code);
    }
    const first = accounts[answers.findIndex((answer) => answer.code === 200)]!;
    const changed = { ...first, generation: 9000, keysChangedAt: 9000, clientState: 'ab'.repeat(16) };
    expect((await exchange(server, changed)).code).toBe(200);
  });

  it('are not taken in when sign-ups are closed; those who are in stay', async () => {
    const env = await engine.env();
    const account = testAccount();
    const open = await start(env);
    await exchange(open, account);
    const closed = await start({ ...env, FOXDEN_SIGNUPS: 'closed' });
    expect(await exchange(closed, account)).toMatchObject({ code: 200 });
    expect(await exchange(closed, testAccount())).toMatchObject({ code: 403, status: 'new-users-disabled' });
  });

  it('find no account routes here, and are told where Sync is', async () => {
    const server = await start();
    for (const path of ['/v1/jwks', '/v1/oauth/token', '/profile/v1/profile', '/.well-known/openid-configuration']) {
      expect((await fetch(server.url + path)).status, path).toBe(404);
    }
    const response = await fetch(`${server.url}/.well-known/fxa-client-configuration`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain(`${server.url}/token/1.0/sync/1.5`);
  });
});
