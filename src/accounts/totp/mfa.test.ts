import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { type ClientAuth, FxaClient, type SignedIn, stretchV1 } from '../../../testing/fxa-client.ts';
import { type MailServer, startMailServer } from '../../../testing/mail-server.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

const invalid = { status: 401, body: { code: 401, errno: 223 } };

describeOnEngines('two-step sign-in by the newer routes, as PyFxA takes them', (engine) => {
  let smtp: MailServer;
  let server: TestServer;
  let client: FxaClient;
  let now = Date.now();
  let user: SignedIn;
  let session: ClientAuth;
  beforeAll(async () => {
    smtp = await startMailServer();
    server = await startTestServer(engine, {
      env: { FOXDEN_SMTP_URL: smtp.url },
      overrides: { now: () => now },
    });
    client = new FxaClient(server.url, { headers: { 'accept-language': 'en' } });
  });
  afterAll(async () => {
    await server.stop();
    await smtp.stop();
  });
  let count = 0;
  const header = async (name: string) => (await smtp.take(user.email, name)).headers[name]!;
  beforeEach(async () => {
    now += 3_600_000;
    user = await client.signUp(`mfa-${++count}@example.org`, 'pw');
    session = client.session(user.sessionToken);
    const code = await header('X-Verify-Code');
    expect((await client.post('/recovery_email/verify_code', { uid: user.uid, code })).status).toBe(200);
    // Long after the password was given: the mailed code is the proof.
    now += 3_600_000;
  });
  const appCode = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });
  const later = () => {
    now += 60_000;
  };
  const bearer = (token: string): ClientAuth => ({ scheme: 'header', value: `Bearer ${token}` });
  async function proof(): Promise<ClientAuth> {
    const request = await client.post('/mfa/otp/request', { action: '2fa' }, session);
    expect(request).toMatchObject({ status: 200, body: { status: 'success' } });
    const code = await header('X-Account-Change-Verify-Code');
    const { body } = await client.post('/mfa/otp/verify', { action: '2fa', code }, session);
    return bearer(body.accessToken);
  }
  async function setUp(mfa: ClientAuth) {
    const { secret, qrCodeUrl } = (await client.post('/mfa/totp/create', {}, mfa)).body;
    expect((await client.post('/mfa/totp/create', {}, mfa)).body.secret).toBe(secret);
    expect(qrCodeUrl).toMatch(/^data:image\/png;base64,/);
    expect((await client.post('/mfa/totp/setup/verify', { code: appCode(secret) }, mfa)).body).toEqual({
      success: true,
    });
    return secret as string;
  }
  const signIn = async (): Promise<ClientAuth> => {
    const { body } = await client.post('/account/login', {
      email: user.email,
      authPW: stretchV1(user.email, 'pw').authPW,
    });
    expect(body).toMatchObject({ verified: false, verificationMethod: 'totp-2fa' });
    return client.session(body.sessionToken);
  };
  const verifies = async (code: string, auth: ClientAuth) =>
    (await client.post('/session/verify/totp', { code }, auth)).body.success;

  it('is set up with a mailed code, switched on at the end only, and removed again', async () => {
    expect((await client.post('/totp/create', {}, session)).body.errno).toBe(164);
    const mfa = await proof();
    const secret = await setUp(mfa);
    expect((await client.get('/totp/exists', session)).body).toEqual({ exists: false, verified: false });
    const complete = await client.post('/mfa/totp/setup/complete', {}, mfa);
    expect(complete.body).toEqual({ success: true, recoveryCodes: expect.any(Array) });
    expect(complete.body.recoveryCodes).toHaveLength(8);
    expect((await client.get('/totp/exists', session)).body).toEqual({ exists: true, verified: true });
    later();
    const auth = await signIn();
    expect(await verifies('000000', auth)).toBe(false);
    expect(await verifies(appCode(secret), auth)).toBe(true);
    expect((await client.post('/mfa/totp/destroy', {}, mfa)).body).toEqual({});
    expect((await client.get('/totp/exists', session)).body).toEqual({ exists: false, verified: false });
  });

  it('is not switched on without a right code, nor twice', async () => {
    const mfa = await proof();
    expect((await client.post('/mfa/totp/setup/complete', {}, mfa)).body.errno).toBe(155);
    expect((await client.post('/mfa/totp/setup/verify', { code: '123456' }, mfa)).body.errno).toBe(155);
    await client.post('/mfa/totp/create', {}, mfa);
    expect((await client.post('/mfa/totp/setup/verify', { code: '000000' }, mfa)).body.errno).toBe(183);
    expect((await client.post('/mfa/totp/setup/complete', {}, mfa)).body.errno).toBe(155);
    await setUp(mfa);
    expect((await client.post('/mfa/totp/setup/complete', {}, mfa)).status).toBe(200);
    expect((await client.post('/mfa/totp/setup/complete', {}, mfa)).body.errno).toBe(154);
    expect((await client.post('/mfa/totp/create', {}, mfa)).body.errno).toBe(154);
    expect((await client.post('/mfa/totp/setup/verify', { code: '123456' }, mfa)).body.errno).toBe(155);
  });

  it('takes another app’s secret in place of the old one, which is good until then', async () => {
    const mfa = await proof();
    expect((await client.post('/mfa/totp/replace/start', {}, mfa)).body.errno).toBe(155);
    const old = await setUp(mfa);
    await client.post('/mfa/totp/setup/complete', {}, mfa);
    const { secret } = (await client.post('/mfa/totp/replace/start', {}, mfa)).body;
    expect((await client.post('/mfa/totp/replace/confirm', { code: '000000' }, mfa)).body.errno).toBe(183);
    later();
    expect(await verifies(appCode(old), await signIn())).toBe(true);
    later();
    expect((await client.post('/mfa/totp/replace/confirm', { code: appCode(secret) }, mfa)).body).toEqual({
      success: true,
    });
    expect((await client.post('/mfa/totp/replace/confirm', { code: appCode(secret) }, mfa)).body.errno).toBe(155);
    later();
    const auth = await signIn();
    expect(await verifies(appCode(old), auth)).toBe(false);
    expect(await verifies(appCode(secret), auth)).toBe(true);
  });

  it('keeps recovery codes of the client’s own, and makes new ones', async () => {
    const mfa = await proof();
    await setUp(mfa);
    expect((await client.get('/recoveryCodes/exists', session)).body).toEqual({ hasBackupCodes: false, count: 0 });
    const recoveryCodes = ['abcdefgh', '2345678z', 'ABCD2345'];
    for (const bad of [['short'], [], ['abcdefgh', 'abcdefgh'], 'abcdefgh', Array(40).fill('abcdefgh')]) {
      const answer = await client.send('PUT', '/mfa/recoveryCodes', mfa, JSON.stringify({ recoveryCodes: bad }));
      expect(answer.body.errno, JSON.stringify(bad)).toBe(107);
    }
    const put = await client.send('PUT', '/mfa/recoveryCodes', mfa, JSON.stringify({ recoveryCodes }));
    expect(put.body).toEqual({ success: true });
    expect((await client.post('/mfa/totp/setup/complete', {}, mfa)).body).toEqual({ success: true });
    expect((await client.get('/recoveryCodes/exists', session)).body).toEqual({ hasBackupCodes: true, count: 3 });
    const used = await client.post('/session/verify/recoveryCode', { code: 'abcd2345' }, await signIn());
    expect(used.body).toEqual({ remaining: 2 });
    now += 3_600_000;
    expect((await client.get('/recoveryCodes', session)).body.errno).toBe(164);
    const authPW = stretchV1(user.email, 'pw').authPW;
    await client.post('/session/reauth', { email: user.email, authPW }, session);
    const renewed = (await client.get('/recoveryCodes', session)).body.recoveryCodes as string[];
    expect(renewed).toHaveLength(8);
    const auth = await signIn();
    expect((await client.post('/session/verify/recoveryCode', { code: 'abcdefgh' }, auth)).body.errno).toBe(156);
    expect((await client.post('/session/verify/recoveryCode', { code: renewed[0] }, auth)).body).toEqual({
      remaining: 7,
    });
    await client.post('/session/reauth', { email: user.email, authPW }, session);
    const posted = await client.post('/recoveryCodes', { recoveryCodes }, session);
    expect(posted.body).toEqual({ success: true });
    const { events } = (await client.get('/account/security_history', session)).body;
    const codeEvents = events
      .map(({ event }: { event: string }) => event)
      .filter((event: string) => /Code/.test(event));
    expect(codeEvents.toReversed()).toEqual([
      'RecoveryCodesRenewed',
      'RecoveryCodeUsed',
      'RecoveryCodesRenewed',
      'RecoveryCodeUsed',
      'RecoveryCodesRenewed',
    ]);
  });

  it('opens to nothing but a fresh token of a session that is still there', async () => {
    const mfa = await proof();
    const create = (auth?: ClientAuth) => client.post('/mfa/totp/create', {}, auth);
    expect(await create()).toMatchObject(invalid);
    expect(await create(session)).toMatchObject(invalid);
    const text = (mfa as { value: string }).value.slice('Bearer '.length);
    for (const forged of ['', 'x', 'v1.00000000.AAAA', `${text.slice(0, -4)}AAAA`, JSON.stringify({ action: '2fa' })]) {
      expect(await create(bearer(forged)), forged).toMatchObject(invalid);
    }
    expect((await create(mfa)).status).toBe(200);
    now += 5 * 60_000;
    expect(await create(mfa)).toMatchObject(invalid);
    now -= 3_600_000;
    expect(await create(mfa)).toMatchObject(invalid);
    now += 3_600_000;
    const another = await proof();
    await client.post('/session/destroy', {}, session);
    expect(await create(another)).toMatchObject(invalid);
  });

  it('gives no token for a wrong code, or for a change that it doesn’t know', async () => {
    expect((await client.post('/mfa/otp/request', { action: 'everything' }, session)).body.errno).toBe(107);
    expect((await client.post('/mfa/otp/request', {}, session)).body.errno).toBe(108);
    expect((await client.post('/mfa/otp/verify', { action: '2fa', code: '000000' }, session)).body.errno).toBe(183);
    await client.post('/mfa/otp/request', { action: '2fa' }, session);
    const code = await header('X-Account-Change-Verify-Code');
    const wrong = code === '123456' ? '654321' : '123456';
    expect((await client.post('/mfa/otp/verify', { action: '2fa', code: wrong }, session)).body.errno).toBe(183);
    expect((await client.post('/mfa/otp/verify', { action: '2fa', code }, session)).status).toBe(200);
    expect((await client.post('/mfa/otp/verify', { action: '2fa', code }, session)).body.errno).toBe(183);
  });
});
