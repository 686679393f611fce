import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { type FakeFxa, startFakeFxa } from '../../testing/token/fake-fxa.ts';
import { type TestAccount, testAccount, tokenHeaders } from '../../testing/token/token-client.ts';

// A number as it stands in JSON.
const rawJson = (text: string) => (JSON as unknown as { rawJSON(text: string): object }).rawJSON(text);

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

  it('are compared exactly up to 2^63 − 1, generation and key alike (sync15.md §17.4)', async () => {
    const server = await start();
    const { uid, clientState } = testAccount();
    const ask = async (generation: bigint, keysChangedAt: bigint) => {
      const token = await fxa.sign({ sub: uid, 'fxa-generation': rawJson(`${generation}`) });
      const state = Buffer.from(clientState, 'hex').toString('base64url');
      const headers = { Authorization: `Bearer ${token}`, 'X-KeyID': `${keysChangedAt}-${state}` };
      const response = await fetch(`${server.url}/1.0/sync/1.5`, { headers });
      return ((await response.json()) as { status?: string }).status ?? response.status;
    };
    const big = 2n ** 53n + 1n;
    const most = 2n ** 63n - 1n;
    expect(await ask(big, big)).toBe(200);
    expect(await ask(big, big)).toBe(200);
    expect(await ask(big - 1n, big)).toBe('invalid-generation');
    expect(await ask(big, big - 1n)).toBe('invalid-keysChangedAt');
    expect(await ask(most, most)).toBe(200);
    expect(await ask(most, most)).toBe(200);
    expect(await ask(most - 1n, most)).toBe('invalid-generation');
    expect(await ask(most, most - 1n)).toBe('invalid-keysChangedAt');
    expect(await ask(most, most + 1n)).toBe('invalid-credentials');
  });

  it('get 503 and Retry-After, and not 401, while their server is unreachable (sync15.md §18.1)', async () => {
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
