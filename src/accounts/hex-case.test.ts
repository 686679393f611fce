import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { type ClientAuth, clientToken, FxaClient, type SignedIn, stretchV1, wrap } from '../../testing/fxa-client.ts';
import { clientIds } from '../../testing/person.ts';
import { giveRefreshToken } from '../../testing/refresh-token.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const oldsync = 'https://identity.mozilla.com/apps/oldsync';

describeOnEngines('hex is taken in upper case, too', (engine) => {
  let server: TestServer;
  let client: FxaClient;
  let user: SignedIn;
  let session: ClientAuth;
  const upper = (text: string) => text.toUpperCase();
  const bearer = (value: string): ClientAuth => ({ scheme: 'header', value: `Bearer ${value}` });
  beforeAll(async () => {
    server = await startTestServer(engine, {
      env: { FOXDEN_RATE_LIMITS: 'off' },
    });
    client = new FxaClient(server.url);
    user = await client.signUp('upper@example.org', 'pw');
    session = client.session(user.sessionToken);
  });
  afterAll(() => server.stop());

  it('in passwords, ids and keys of the account', async () => {
    const { authPW, unwrapBKey } = stretchV1(user.email, 'pw');
    const login = await client.post('/account/login?keys=true', { email: user.email, authPW: upper(authPW) });
    expect(login.status).toBe(200);
    expect((await client.get(`/account/status?uid=${upper(user.uid)}`)).body).toEqual({ exists: true });
    const data = await client.post(
      '/account/scoped-key-data',
      { client_id: upper(clientIds.desktop), scope: oldsync },
      session,
    );
    expect(Object.keys(data.body)).toEqual([oldsync]);
    const start = await client.post('/password/change/start', { email: user.email, oldAuthPW: upper(authPW) }, session);
    const token = client.auth('passwordChangeToken', start.body.passwordChangeToken);
    const wrapKb = upper(wrap(user.kB, unwrapBKey));
    const changed = await client.post('/password/change/finish?keys=true', { authPW: upper(authPW), wrapKb }, token);
    expect(changed.status).toBe(200);
    const again = await client.signIn(user.email, 'pw');
    expect(again.kB).toBe(user.kB);
    session = client.session(again.sessionToken);
  });

  it('in tokens, sent by Hawk, by typed Bearer and bare', async () => {
    const { sessionToken, keyFetchToken } = (
      await client.post('/account/login?keys=true', { email: user.email, authPW: stretchV1(user.email, 'pw').authPW })
    ).body;
    expect(
      (await client.get('/session/status', bearer(`fxs_${upper(clientToken('sessionToken', sessionToken).id)}`)))
        .status,
    ).toBe(200);
    const hawk = client.authorization(client.session(sessionToken), 'GET', '/session/status');
    const shouted = hawk.replace(/id="(\w+)"/, (_, id: string) => `id="${upper(id)}"`);
    expect((await client.get('/session/status', { scheme: 'header', value: shouted })).status).toBe(200);
    const keys = bearer(`fxk_${upper(clientToken('keyFetchToken', keyFetchToken).id)}`);
    expect((await client.get('/account/keys', keys)).status).toBe(200);
    const { auth } = await giveRefreshToken(server, user.uid);
    const value = upper((auth as { value: string }).value.replace('Bearer ', ''));
    expect((await client.get('/account/devices', bearer(value))).status).toBe(200);
    const granted = await client.post('/oauth/token', {
      grant_type: 'refresh_token',
      client_id: upper(clientIds.android),
      refresh_token: value,
    });
    expect(granted.status).toBe(200);
    expect((await client.post('/introspect', { token: value, token_type_hint: 'refresh_token' })).body.active).toBe(
      true,
    );
    expect((await client.get(`/client/${upper(clientIds.android)}`)).body.id).toBe(clientIds.android);
    expect((await client.post('/destroy', { refresh_token: value })).status).toBe(200);
    expect((await client.get('/account/devices', bearer(value))).status).toBe(401);
  });

  it('in ids of devices and recovery keys', async () => {
    const { id } = (await client.post('/account/device', { name: 'x' }, session)).body;
    expect((await client.post('/account/device', { id: upper(id), name: 'y' }, session)).body).toMatchObject({
      id,
      name: 'y',
    });
    const recoveryKeyId = 'AB'.repeat(16);
    await client.post('/recoveryKey', { recoveryKeyId, recoveryData: 'x' }, session);
    expect(
      (await client.post('/recoveryKey/verify', { recoveryKeyId: recoveryKeyId.toLowerCase() }, session)).status,
    ).toBe(200);
    expect((await client.post('/account/device/destroy', { id: upper(id) }, session)).status).toBe(200);
  });
});
