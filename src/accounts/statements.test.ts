import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { type ClientAnswer, type ClientAuth, FxaClient, type SignedIn, stretchV1 } from '../../testing/fxa-client.ts';
import { giveRefreshToken } from '../../testing/refresh-token.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const email = 'counted@example.org';
const openUri = 'https://identity.mozilla.com/cmd/open-uri';

// What a request costs, so that nobody makes it dearer by accident. BEGIN and COMMIT are no data statements (architecture.md §4).
describeOnEngines('SQL statements a request', (engine) => {
  let server: TestServer;
  let client: FxaClient;
  let user: SignedIn;
  let session: ClientAuth;
  let phone: ClientAuth;
  let deviceId: string;
  beforeAll(async () => {
    server = await startTestServer(engine);
    client = new FxaClient(server.url);
    user = await client.signUp(email, 'pw');
    session = client.session(user.sessionToken);
    phone = (await giveRefreshToken(server, user.uid)).auth;
    const device = { name: 'x', availableCommands: { [openUri]: 'x' } };
    deviceId = (await client.post('/account/device', device, session)).body.id;
  });
  afterAll(() => server.stop());
  const count = async (request: Promise<ClientAnswer>) => {
    server.statements.length = 0;
    expect((await request).status).toBe(200);
    return server.statements.filter((sql) => !/^(begin|commit|rollback|start|set)/i.test(sql)).length;
  };
  const get = (path: string, auth?: ClientAuth) => count(client.get(path, auth));
  const post = (path: string, body: object, auth?: ClientAuth) => count(client.post(path, body, auth));

  it('is one for what browsers ask all the time', async () => {
    expect(await get('/session/status', session)).toBe(1);
    expect(await get('/recovery_email/status', session)).toBe(1);
    expect(await get('/account/profile', session)).toBe(1);
    expect(await get(`/account/status?uid=${user.uid}`)).toBe(1);
    const scoped = { client_id: '5882386c6d801776', scope: 'https://identity.mozilla.com/apps/oldsync' };
    expect(await post('/account/scoped-key-data', scoped, session)).toBe(1);
  });

  it('is few for devices and commands, by session and by refresh token', async () => {
    expect(await get('/account/devices', session)).toBe(3);
    expect(await get('/account/devices', phone)).toBe(2);
    expect(await get('/account/device/commands?index=0', session)).toBe(2);
    expect(await get('/account/device/commands?index=0', phone)).toBe(1);
    // The caller is held, so that nothing outlives its end.
    expect(await post('/account/device', { id: deviceId, name: 'y' }, session)).toBe(5);
    const command = { target: deviceId, command: openUri, payload: {} };
    expect(await post('/account/devices/invoke_command', command, phone)).toBe(5);
    expect(await get('/account/attached_clients', session)).toBe(3);
  });

  it('is few for signing in, limits included', async () => {
    const { authPW } = stretchV1(email, 'pw');
    expect(await post('/account/login?keys=true', { email, authPW })).toBe(11);
    const unlimited = await startTestServer(engine, { env: { FOXDEN_RATE_LIMITS: 'off' } });
    const other = new FxaClient(unlimited.url);
    await other.signUp(email, 'pw');
    unlimited.statements.length = 0;
    await other.post('/account/login?keys=true', { email, authPW });
    expect(unlimited.statements.filter((sql) => !/^(begin|commit|start)/i.test(sql))).toHaveLength(6);
    await unlimited.stop();
  });
});
