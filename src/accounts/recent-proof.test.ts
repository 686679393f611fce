import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { type ClientAuth, FxaClient, stretchV1 } from '../../testing/fxa-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const password = 'pw';
const recoveryKey = { recoveryKeyId: 'a'.repeat(32), recoveryData: 'x' };

// What a stolen session token must not be enough for: it would hand the account over for good.
describeOnEngines('a session token alone', (engine) => {
  let server: TestServer;
  let client: FxaClient;
  let auth: ClientAuth;
  let email: string;
  let now = Date.now();
  let count = 0;
  beforeAll(async () => {
    server = await startTestServer(engine, { overrides: { now: () => now } });
    client = new FxaClient(server.url);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    now += 3_600_000;
    email = `proof-${++count}@example.org`;
    auth = client.session((await client.signUp(email, password)).sessionToken);
  });

  const guarded: Record<string, () => ReturnType<FxaClient['post']>> = {
    'POST /recovery_email': () => client.post('/recovery_email', { email: `new-${email}` }, auth),
    'POST /recovery_email/set_primary': () =>
      client.post('/recovery_email/set_primary', { email: `new-${email}` }, auth),
    'POST /totp/create': () => client.post('/totp/create', {}, auth),
    'POST /totp/destroy': () => client.post('/totp/destroy', {}, auth),
    'POST /recoveryKey': () => client.post('/recoveryKey', recoveryKey, auth),
    'DELETE /recoveryKey': () => client.delete('/recoveryKey', auth),
  };
  const reauth = async () => {
    const { authPW } = stretchV1(email, password);
    expect((await client.post('/session/reauth', { email, authPW }, auth)).status).toBe(200);
  };

  it('changes neither address nor second factor nor recovery key a quarter of an hour after the password', async () => {
    now += 15 * 60_000 + 1;
    for (const [name, ask] of Object.entries(guarded)) {
      const { status, body } = await ask();
      expect([name, status, body.errno]).toEqual([name, 400, 164]);
    }
    await reauth();
    for (const [name, ask] of Object.entries(guarded)) expect([name, (await ask()).status]).toEqual([name, 200]);
  });

  it('does so when the clock is set back, too', async () => {
    now -= 86_400_000;
    expect((await guarded['POST /recoveryKey']!()).body.errno).toBe(164);
    now += 86_400_000;
    expect((await guarded['POST /recoveryKey']!()).status).toBe(200);
  });

  it('is not taken for proved because a copy of it was made', async () => {
    now += 15 * 60_000 + 1;
    const { body } = await client.post('/session/duplicate', {}, auth);
    const copy = client.session(body.sessionToken);
    expect((await client.post('/recoveryKey', recoveryKey, copy)).body.errno).toBe(164);
  });

  it('does all that browsers do with it, however old it is', async () => {
    const device = (await client.post('/account/device', { name: 'old' }, auth)).body.id;
    now += 365 * 86_400_000;
    const scope = 'https://identity.mozilla.com/apps/oldsync';
    const client_id = '5882386c6d801776';
    const answers = [
      await client.get('/session/status', auth),
      await client.get('/account/devices', auth),
      await client.get('/account/device/commands?index=0', auth),
      await client.get('/account/attached_clients', auth),
      await client.get('/recovery_email/status', auth),
      await client.post('/account/device', { id: device, name: 'new' }, auth),
      await client.post('/account/scoped-key-data', { client_id, scope }, auth),
      await client.post('/oauth/token', { client_id, scope }, auth),
      await client.post('/session/destroy', {}, auth),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  });
});
