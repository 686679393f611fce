import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { type ClientAuth, FxaClient, type SignedIn, stretchV1 } from '../../testing/fxa-client.ts';
import { clientIds, oldsync, pkcePair } from '../../testing/person.ts';
import { giveRefreshToken } from '../../testing/refresh-token.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const openUri = 'https://identity.mozilla.com/cmd/open-uri';

describeOnEngines('what one account may have', (engine) => {
  let server: TestServer;
  let client: FxaClient;
  let user: SignedIn;
  let mine: ClientAuth;
  beforeAll(async () => {
    server = await startTestServer(engine, {
      env: { FOXDEN_RATE_LIMITS: 'off' },
    });
    client = new FxaClient(server.url);
    user = await client.signUp('bounds@example.org', 'pw');
    mine = client.session(user.sessionToken);
  });
  afterAll(() => server.stop());

  const count = async (
    table: 'sessions' | 'devices' | 'access_tokens' | 'refresh_tokens' | 'oauth_codes' | 'account_tokens',
  ) => (await server.ctx.db.query.selectFrom(table).selectAll().execute()).length;
  const duplicate = async () => (await client.post('/session/duplicate', {}, mine)).body.sessionToken as string;

  it('is a hundred sessions: those that nobody uses make room, those with devices do not', async () => {
    const first = client.session(await duplicate());
    for (let i = 2; i < 100; i++) await duplicate();
    expect((await client.get('/session/status', first)).status).toBe(200);
    await client.post('/account/device', { name: 'me' }, mine);
    for (let i = 0; i < 5; i++) await duplicate();
    expect(await count('sessions')).toBe(100);
    expect((await client.get('/session/status', mine)).status).toBe(200);
    expect((await client.get('/session/status', first)).status).toBe(401);

    const rows = await server.ctx.db.query.selectFrom('sessions').select('id_hash').execute();
    for (const [i, { id_hash }] of rows.entries()) {
      await server.ctx.db.query
        .insertInto('devices')
        .values({
          id: String(i).padStart(32, '0'),
          uid: user.uid,
          session_id_hash: id_hash,
          refresh_token_hash: null,
          name: 'x',
          type: 'desktop',
          push_callback: null,
          push_public_key: null,
          push_auth_key: null,
          available_commands: '{}',
          created_at: 1,
        })
        .execute()
        .catch(() => {});
    }
    const refused = await client.post('/session/duplicate', {}, mine);
    expect([refused.status, refused.body.errno, refused.body.message]).toEqual([
      400,
      190,
      expect.stringMatching(/too many sign-ins/),
    ]);
    expect(await count('sessions')).toBe(100);
  });

  it('is a hundred devices: those that wait for their browser make room, others are told', async () => {
    expect(await count('devices')).toBe(100);
    const phone = await giveRefreshToken(server, user.uid);
    const refused = await client.post('/account/device', { name: 'phone' }, phone.auth);
    expect([refused.status, refused.body.errno, refused.body.message]).toEqual([
      400,
      190,
      expect.stringMatching(/too many devices/),
    ]);
    await server.ctx.db.query.updateTable('devices').set({ session_id_hash: null }).where('name', '=', 'x').execute();
    expect((await client.post('/account/device', { name: 'phone' }, phone.auth)).status).toBe(200);
    expect(await count('devices')).toBe(100);
  });

  it('is some access tokens, refresh tokens, codes and key fetch tokens: the oldest make room', async () => {
    const mint = () => client.post('/oauth/token', { client_id: clientIds.desktop, scope: oldsync, ttl: 3600 }, mine);
    for (let i = 0; i < 205; i++) expect((await mint()).status).toBe(200);
    expect(await count('access_tokens')).toBe(200);
    const offline = { client_id: clientIds.ffsclient, access_type: 'offline' };
    const scopes = ['profile', 'profile:email', 'openid', oldsync];
    for (let i = 0; i < 105; i++) await giveRefreshToken(server, user.uid);
    for (const scope of scopes) {
      expect((await client.post('/oauth/token', { ...offline, scope }, mine)).status).toBe(200);
    }
    expect(await count('refresh_tokens')).toBe(100);
    const { challenge } = pkcePair();
    const code = {
      client_id: clientIds.desktop,
      state: 'x',
      scope: oldsync,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    };
    const authorize = (changes: object) => client.post('/oauth/authorization', { ...code, ...changes }, mine);
    for (let i = 0; i < 25; i++) expect((await authorize({ keys_jwe: 'x'.repeat(4096) })).status).toBe(200);
    expect(await count('oauth_codes')).toBe(20);
    expect(await authorize({ keys_jwe: 'x'.repeat(4097) })).toMatchObject({ status: 400, body: { errno: 107 } });
    await server.ctx.db.query.deleteFrom('account_tokens').execute();
    const { authPW } = stretchV1(user.email, 'pw');
    for (let i = 0; i < 55; i++) {
      const { status } = await client.post('/account/login?keys=true', { email: user.email, authPW });
      expect(status).toBe(200);
    }
    expect(await count('account_tokens')).toBe(50);
  });

  it('is two hundred commands for a device and eight million characters, without what was fetched already', async () => {
    const own = await client.signUp('commands@example.org', 'pw');
    const auth = client.session(own.sessionToken);
    const device = { name: 'x', availableCommands: { [openUri]: 'x' } };
    const target = (await client.post('/account/device', device, auth)).body.id;
    const send = (payload: object = {}) =>
      client.post('/account/devices/invoke_command', { target, command: openUri, payload }, auth);
    for (let i = 0; i < 200; i++) expect((await send()).status).toBe(200);
    const refused = await send();
    expect([refused.status, refused.body.errno, refused.body.message]).toEqual([
      400,
      190,
      expect.stringMatching(/too many commands/),
    ]);
    // The first poll after registering without push gets nothing, for another reason.
    await client.get('/account/device/commands?index=0', auth);
    const given = await client.get('/account/device/commands?index=0', auth);
    expect(given.body.messages).toHaveLength(100);
    expect((await send()).status).toBe(200);
    const large = { data: 'x'.repeat(190_000) };
    const statuses: number[] = [];
    for (let i = 0; i < 45; i++) statuses.push((await send(large)).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(42);
  });
});
