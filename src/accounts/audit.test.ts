import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { FxaClient, stretchV1 } from '../../testing/fxa-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const email = 'audited@example.org';

describeOnEngines('the audit log of accounts', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    const env = { FOXDEN_TRUSTED_PROXIES: 'loopback' };
    server = await startTestServer(engine, { env });
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    server.logs.length = 0;
  });
  const events = () => server.logs.filter(({ stream }) => stream === 'audit').map(({ message }) => message);

  it('has who did what from where, by uid and never by mail address', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'Firefox/153.0' };
    const browser = new FxaClient(server.url, { headers });
    const user = await browser.signUp(email, 'pw');
    const session = browser.session(user.sessionToken);
    await browser.post('/account/login', { email, authPW: '0'.repeat(64) });
    const other = await browser.signIn(email, 'pw');
    const { body: device } = await browser.post('/account/device', { name: 'x' }, browser.session(other.sessionToken));
    await browser.post('/account/device/destroy', { id: device.id }, session);
    await browser.post('/recoveryKey', { recoveryKeyId: 'a'.repeat(32), recoveryData: 'x' }, session);
    await browser.delete('/recoveryKey', session);
    const { authPW } = stretchV1(email, 'pw');
    const start = await browser.post('/password/change/start', { email, oldAuthPW: authPW }, session);
    const auth = browser.auth('passwordChangeToken', start.body.passwordChangeToken);
    await browser.post('/password/change/finish', { authPW, wrapKb: '0'.repeat(64) }, auth);
    const last = browser.session((await browser.signIn(email, 'pw')).sessionToken);
    await browser.post('/session/destroy', {}, last);
    await browser.post('/account/destroy', { email, authPW });
    expect(events()).toEqual([
      'AccountCreated',
      'SignInFailed',
      'SignIn',
      'DeviceAdded',
      'DeviceRemoved',
      'RecoveryKeyCreated',
      'RecoveryKeyDeleted',
      'PasswordChanged',
      'SignIn',
      'SignOut',
      'AccountDeleted',
    ]);
    for (const { stream, fields } of server.logs) {
      if (stream === 'audit')
        expect(fields).toMatchObject({ uid: user.uid, address: '203.0.113.9', userAgent: 'Firefox/153.0' });
    }
    expect(JSON.stringify(server.logs)).not.toMatch(/example\.org|fxs_/);
    expect(JSON.stringify(server.logs)).toContain('/v1/account/login');
  });

  it('calls it no failure when a client begins with another spelling of the address', async () => {
    const browser = new FxaClient(server.url);
    await browser.signUp('capitals@example.org', 'pw');
    server.logs.length = 0;
    const { authPW } = stretchV1('Capitals@example.org', 'pw');
    const first = await browser.post('/account/login', { email: 'Capitals@example.org', authPW });
    expect(first.body.errno).toBe(120);
    const again = stretchV1(first.body.email, 'pw').authPW;
    const second = { email: first.body.email, originalLoginEmail: 'Capitals@example.org', authPW: again };
    expect((await browser.post('/account/login', second)).status).toBe(200);
    expect(events()).toEqual(['SignInAgain', 'SignIn']);
  });

  it('notes when somebody is stopped', async () => {
    const browser = new FxaClient(server.url);
    for (let i = 0; i < 61; i++) await browser.post('/account/credentials/status', { email: `no-${i}@example.org` });
    expect(events()).toContain('RateLimited');
  });
});
