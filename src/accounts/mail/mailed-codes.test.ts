import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { type ClientAuth, FxaClient, type SignedIn } from '../../../testing/fxa-client.ts';
import { type MailServer, startMailServer } from '../../../testing/mail-server.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

// What PyFxA and the test suites of Mozilla's server do with mails: they read the headers, and count on a code to be repeated.
describeOnEngines('codes in mails, for programs', (engine) => {
  let smtp: MailServer;
  let server: TestServer;
  let client: FxaClient;
  let now = Date.now();
  let user: SignedIn;
  let session: ClientAuth;
  beforeAll(async () => {
    smtp = await startMailServer();
    server = await startTestServer(engine, {
      env: { FOXDEN_SMTP_URL: smtp.url, FOXDEN_RATE_LIMITS: 'off' },
      overrides: { now: () => now },
    });
    client = new FxaClient(server.url);
  });
  afterAll(async () => {
    await server.stop();
    await smtp.stop();
  });
  let count = 0;
  beforeEach(async () => {
    smtp.received.length = 0;
    user = await client.signUp(`programs-${++count}@example.org`, 'pw');
    session = client.session(user.sessionToken);
  });
  const mail = async (to = user.email) => {
    const { headers } = await smtp.take(to, 'X-Uid');
    return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('X-')));
  };

  it('stand in headers, with the account and the link', async () => {
    const headers = await mail();
    expect(headers).toEqual({
      'X-Uid': user.uid,
      'X-Verify-Code': expect.stringMatching(/^[0-9a-f]{32}$/),
      'X-Verify-Short-Code': expect.stringMatching(/^\d{6}$/),
      'X-Link': `${server.url}/verify_email?uid=${user.uid}&code=${headers['X-Verify-Code']}`,
    });
    const body = { uid: headers['X-Uid'], code: headers['X-Verify-Code']!.toUpperCase() };
    expect((await client.post('/recovery_email/verify_code', body)).body).toEqual({});
    const sent = (await client.post('/password/forgot/send_code', { email: user.email })).body;
    const reset = await mail();
    expect(reset).toEqual({ 'X-Uid': user.uid, 'X-Recovery-Code': expect.stringMatching(/^[0-9a-f]{32}$/) });
    const token = client.auth('passwordForgotToken', sent.passwordForgotToken);
    const verified = await client.post('/password/forgot/verify_code', { code: reset['X-Recovery-Code'] }, token);
    expect(verified.body.accountResetToken).toMatch(/^[0-9a-f]{64}$/);
    await client.post('/password/forgot/send_otp', { email: user.email });
    expect(await mail()).toEqual({ 'X-Uid': user.uid, 'X-Password-Forgot-Otp': expect.stringMatching(/^\d{8}$/) });
    await client.post('/account/login/send_unblock_code', { email: user.email });
    expect(await mail()).toEqual({ 'X-Uid': user.uid, 'X-Unblock-Code': expect.stringMatching(/^[A-Z2-9]{8}$/) });
  });

  it('are the same ones when they are sent again', async () => {
    const first = await mail();
    for (const path of ['/recovery_email/resend_code', '/session/resend_code']) {
      await client.post(path, {}, session);
      expect(await mail()).toEqual(first);
    }
    const code = first['X-Verify-Short-Code'];
    expect((await client.post('/session/verify_code', { code }, session)).body).toEqual({});
    const sent = (await client.post('/password/forgot/send_code', { email: user.email })).body;
    const token = client.auth('passwordForgotToken', sent.passwordForgotToken);
    const reset = await mail();
    await client.post('/password/forgot/verify_code', { code: '0'.repeat(32) }, token);
    const again = await client.post('/password/forgot/resend_code', { email: user.email }, token);
    expect(again.body).toMatchObject({ tries: sent.tries - 1, codeLength: 32 });
    expect(await mail()).toEqual(reset);
    await client.post('/recovery_email', { email: `new-${user.email}` }, session);
    const change = await mail(`new-${user.email}`);
    expect(change['X-Verify-Code']).toMatch(/^\d{6}$/);
    await client.post('/recovery_email/secondary/resend_code', { email: `new-${user.email}` }, session);
    expect(await mail(`new-${user.email}`)).toEqual(change);
  });

  it('are good for longer near their end, and new ones when they are used up', async () => {
    const start = now;
    const first = await mail();
    now += 14 * 60_000;
    await client.post('/session/resend_code', {}, session);
    expect(await mail()).toEqual(first);
    now += 2 * 60_000;
    await client.post('/session/resend_code', {}, session);
    expect(await mail()).toEqual(first);
    now += 6 * 60_000;
    const wrong = first['X-Verify-Short-Code'] === '000000' ? '000001' : '000000';
    for (let i = 0; i < 5; i++) await client.post('/session/verify_code', { code: wrong }, session);
    await client.post('/session/resend_code', {}, session);
    const second = await mail();
    expect(second['X-Verify-Short-Code']).not.toBe(first['X-Verify-Short-Code']);
    expect(second['X-Verify-Code']).toBe(first['X-Verify-Code']);
    expect((await client.post('/session/verify_code', { code: second['X-Verify-Short-Code'] }, session)).status).toBe(
      200,
    );
    now = start;
  });

  const whatAnybodyMayAskFor = [
    { path: '/password/forgot/send_otp', header: 'X-Password-Forgot-Otp', lifetime: 20 },
    { path: '/password/forgot/send_code', header: 'X-Recovery-Code', lifetime: 60 },
    { path: '/account/login/send_unblock_code', header: 'X-Unblock-Code', lifetime: 60 },
  ];
  it.each(whatAnybodyMayAskFor)('stay good whoever asks for them: $path', async ({ path, header, lifetime }) => {
    const start = now;
    const { email } = user;
    const ask = async () => (await client.post(path, { email })).body;
    await mail();
    await ask();
    const code = (await mail())[header]!;
    // As often as a mail can promise it: also near the end, at the same moment, and once more.
    for (const minutes of [0, lifetime - 1, lifetime - 1]) {
      now += minutes * 60_000;
      await Promise.all([ask(), ask(), ask()]);
      for (let i = 0; i < 3; i++) expect((await mail())[header]).toBe(code);
    }
    now += 2 * 60_000;
    await Promise.all([ask(), ask()]);
    const next = (await mail())[header];
    expect(next).not.toBe(code);
    expect((await mail())[header], 'two who ask at once').toBe(next);
    now = start;
  });

  it('stay good whatever somebody guesses with a token of their own', async () => {
    const { email } = user;
    await mail();
    const ask = async () => {
      const { passwordForgotToken } = (await client.post('/password/forgot/send_code', { email })).body;
      return client.auth('passwordForgotToken', passwordForgotToken);
    };
    const verify = (code: string, auth: ClientAuth) => client.post('/password/forgot/verify_code', { code }, auth);
    const mine = await ask();
    const code = (await mail())['X-Recovery-Code']!;
    const theirs = await ask();
    for (let i = 0; i < 10; i++) expect((await verify('0'.repeat(32), theirs)).body.errno).toBe(105);
    expect((await verify(code, mine)).status).toBe(200);
  });
});
