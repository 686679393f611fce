import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { issueAccessToken, saveAccount, testAccount, tokenHeaders } from '../../testing/token/token-client.ts';
import { tokenSigner } from '../crypto/tokenlib.ts';

describeOnEngines('GET /1.0/sync/1.5 (sync15.md §17)', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(engine);
  });
  afterAll(() => server.stop());

  const signUp = async () => {
    const account = testAccount();
    await saveAccount(server.ctx, account);
    return { account, headers: tokenHeaders(await issueAccessToken(server.ctx, account), account) };
  };

  it('answers all that clients need (sync15.md §17.8)', async () => {
    const { account, headers } = await signUp();
    const response = await fetch(`${server.url}/1.0/sync/1.5`, { headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(Math.abs(Number(response.headers.get('x-timestamp')) - Date.now() / 1000)).toBeLessThan(60);
    const body = (await response.json()) as Record<string, unknown>;
    expect(body).toMatchObject({
      uid: expect.any(Number),
      api_endpoint: `${server.url}/1.5/${body.uid}`,
      duration: 3600,
      hashalg: 'sha256',
      hashed_fxa_uid: expect.stringMatching(/^[0-9a-f]{32}$/),
      hashed_device_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      node_type: engine.name === 'sqlite' ? 'sqlite' : 'mysql',
    });
    const opened = tokenSigner(server.ctx.secrets.masterSecrets[0]!).open(String(body.id));
    expect(opened?.key).toBe(body.key);
    expect(opened?.payload).toMatchObject({
      node: server.url,
      uid: body.uid,
      fxa_uid: account.uid,
      fxa_kid: `0000000004000-${Buffer.from(account.clientState, 'hex').toString('base64url')}`,
    });
    expect(opened!.payload.expires - Date.now() / 1000).toBeLessThanOrEqual(3600);
  });

  it('is served at every form of the address that profiles hold, without a redirect', async () => {
    const { headers } = await signUp();
    const uids = new Set();
    for (const prefix of ['', '/token', '/', '/token/', '/tokenserver', '/1.0/sync/1.5', '/token/1.0/sync/1.5']) {
      for (const suffix of ['', '/']) {
        const response = await fetch(`${server.url}${prefix}/1.0/sync/1.5${suffix}`, { headers, redirect: 'manual' });
        expect(response.status, prefix + suffix).toBe(200);
        uids.add(((await response.json()) as { uid: number }).uid);
      }
    }
    expect(uids.size).toBe(1);
  });

  it('costs one SQL statement for a known user (architecture.md §4)', async () => {
    const { headers } = await signUp();
    await fetch(`${server.url}/1.0/sync/1.5`, { headers });
    server.statements.length = 0;
    expect((await fetch(`${server.url}/1.0/sync/1.5`, { headers })).status).toBe(200);
    expect(server.statements).toHaveLength(1);
  });
});
