import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { type ClientAuth, FxaClient, type SignedIn, stretchV1 } from '../../../testing/fxa-client.ts';
import { type MailServer, startMailServer } from '../../../testing/mail-server.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';
import { listPendingCodes } from '../store/codes.ts';

const password = 'pw';

describeOnEngines('mail addresses', (engine) => {
  let smtp: MailServer;
  let server: TestServer;
  let client: FxaClient;
  let user: SignedIn;
  let session: ClientAuth;
  let email: string;
  beforeAll(async () => {
    smtp = await startMailServer();
    server = await startTestServer(engine, {
      env: { FOXDEN_SMTP_URL: smtp.url, FOXDEN_RATE_LIMITS: 'off' },
    });
    client = new FxaClient(server.url, { headers: { 'accept-language': 'en' } });
  });
  afterAll(async () => {
    await server.stop();
    await smtp.stop();
  });
  let count = 0;
  const codeIn = (words: string) => /^ {4}(\w+)/m.exec(words)![1]!;
  const mailedCode = async (to: string, pattern: RegExp) => codeIn((await smtp.take(to, pattern)).words);
  beforeEach(async () => {
    email = `mail-${++count}@example.org`;
    user = await client.signUp(email, password);
    session = client.session(user.sessionToken);
  });
  const confirm = async () => {
    const code = await mailedCode(email, /Confirm your mail address/);
    return client.post('/session/verify_code', { code }, session);
  };

  describe('at sign-up (accounts.md §3.4, §10.4)', () => {
    it('lock the keys until the mailed code is typed', async () => {
      expect(user).toMatchObject({
        verified: false,
        emailVerified: false,
        verificationMethod: 'email-otp',
        verificationReason: 'signup',
      });
      const keys = client.auth('keyFetchToken', user.keyFetchToken);
      expect((await client.get('/account/keys', keys)).body.errno).toBe(138);
      expect((await client.get('/recovery_email/status', session)).body).toMatchObject({ verified: false });
      expect((await client.post('/session/verify_code', { code: '000000' }, session)).body.errno).toBe(183);
      expect((await confirm()).status).toBe(200);
      expect((await client.get('/session/status', session)).body).toMatchObject({
        state: 'verified',
        details: { accountEmailVerified: true },
      });
      expect((await client.get('/account/keys', keys)).status).toBe(200);
      expect((await client.signIn(email, password)).verified).toBe(true);
    });

    it('are confirmed by the link, too, for every session that waits', async () => {
      const { words } = await smtp.take(email, /verify_email/);
      const link = new URL(/http:\S+verify_email\?\S+/.exec(words)![0]);
      const [uid, code] = [link.searchParams.get('uid'), link.searchParams.get('code')];
      const wrong = await client.post('/recovery_email/verify_code', { uid, code: '0'.repeat(32) });
      expect(wrong).toMatchObject({ status: 400, body: { errno: 105 } });
      expect((await client.post('/recovery_email/verify_code', { uid: '0'.repeat(32), code })).body.errno).toBe(105);
      expect((await client.post('/recovery_email/verify_code', { uid, code })).status).toBe(200);
      expect((await client.get('/session/status', session)).body.state).toBe('verified');
    });

    it('get another code on request, and at the next sign-in', async () => {
      const first = await mailedCode(email, /Confirm/);
      await client.post('/session/resend_code', {}, session);
      const second = await mailedCode(email, /Confirm/);
      if (first !== second) {
        expect((await client.post('/session/verify_code', { code: first }, session)).body.errno).toBe(183);
      }
      const { authPW } = stretchV1(email, password);
      const { body } = await client.post('/account/login', { email, authPW });
      expect(body).toMatchObject({ verified: false, verificationMethod: 'email-otp' });
      const third = await mailedCode(email, /Confirm/);
      const code = { code: third };
      expect((await client.post('/session/verify_code', code, client.session(body.sessionToken))).status).toBe(200);
    });

    it('give a code five tries', async () => {
      const code = await mailedCode(email, /Confirm/);
      const wrong = code === '000000' ? '000001' : '000000';
      for (let i = 0; i < 5; i++) await client.post('/session/verify_code', { code: wrong }, session);
      expect((await client.post('/session/verify_code', { code }, session)).body.errno).toBe(183);
    });
  });

  describe('changed (accounts.md §3.6)', () => {
    it('keep the password and the keys: sign-in with the new one tells clients the salt by 400/120', async () => {
      await confirm();
      const { kB } = await client.signIn(email, password);
      const fresh = `New-${count}@example.org`;
      expect((await client.post('/recovery_email', { email: fresh }, session)).status).toBe(200);
      const early = await client.post('/recovery_email/set_primary', { email: fresh }, session);
      expect(early).toMatchObject({ status: 400, body: { errno: 147 } });
      const code = await mailedCode(fresh, /make this the address/);
      const verify = (body: object) => client.post('/recovery_email/secondary/verify_code', body, session);
      expect((await verify({ email: fresh, code: code === '000000' ? '1' : '000000' })).status).toBe(400);
      expect((await verify({ email: fresh, code })).status).toBe(200);
      expect((await client.get('/recovery_emails', session)).body).toEqual([
        { email, isPrimary: true, verified: true },
        { email: fresh, isPrimary: false, verified: true },
      ]);
      expect((await client.post('/recovery_email/set_primary', { email: fresh }, session)).status).toBe(200);
      expect((await client.get('/recovery_emails', session)).body).toEqual([
        { email: fresh, isPrimary: true, verified: true },
      ]);
      expect((await smtp.take(email, /address of your account is/)).words).toContain(fresh);
      expect((await client.signIn(fresh, password)).kB).toBe(kB);
      expect((await client.signIn(email, password)).kB).toBe(kB);
      const squatter = { email: email.toUpperCase(), authPW: 'a'.repeat(64) };
      expect((await client.post('/account/create', squatter)).body.errno).toBe(101);
      expect((await client.get('/account/profile', session)).body.email).toBe(fresh);
    });

    it('leave nobody at the old one a way to a new password', async () => {
      await confirm();
      const { body } = await client.post('/password/forgot/send_code', { email });
      const forgot = client.auth('passwordForgotToken', body.passwordForgotToken);
      await client.post('/password/forgot/send_otp', { email });
      const otp = await mailedCode(email, /^ {4}\d{8}$/m);
      const fresh = `fresh-${count}@example.org`;
      await client.post('/recovery_email', { email: fresh }, session);
      const code = await mailedCode(fresh, /make this the address/);
      await client.post('/recovery_email/secondary/verify_code', { email: fresh, code }, session);
      expect((await client.post('/recovery_email/set_primary', { email: fresh }, session)).status).toBe(200);
      expect((await client.post('/password/forgot/verify_otp', { email, code: otp })).body.errno).toBe(183);
      expect((await client.get('/password/forgot/status', forgot)).body.errno).toBe(110);
    });

    it('refuse what belongs to somebody else, also at the last moment', async () => {
      await confirm();
      const taken = `taken-${count}@example.org`;
      const add = (address: string) => client.post('/recovery_email', { email: address }, session);
      expect((await add(email)).body.errno).toBe(136);
      expect((await add('mail-1@example.org')).body.errno).toBe(136);
      expect((await add(taken)).status).toBe(200);
      const code = await mailedCode(taken, /make this the address/);
      await client.post('/recovery_email/secondary/verify_code', { email: taken, code }, session);
      await client.signUp(taken.toUpperCase().replace('EXAMPLE.ORG', 'example.org'), password);
      expect((await client.post('/recovery_email/set_primary', { email: taken }, session)).body.errno).toBe(136);
      expect((await client.post('/recovery_email/destroy', { email: taken }, session)).status).toBe(200);
      expect((await client.post('/recovery_email/destroy', { email: taken }, session)).body.errno).toBe(143);
    });
  });

  it('are told about sign-ins and password changes', async () => {
    await confirm();
    await new FxaClient(server.url, { headers: { 'user-agent': 'X11; Linux Firefox/153.0' } }).signIn(email, password);
    expect((await smtp.take(email, /New sign-in/)).words).toContain('Firefox 153 on Linux');
    const { authPW } = stretchV1(email, password);
    const start = await client.post('/password/change/start', { email, oldAuthPW: authPW }, session);
    const auth = client.auth('passwordChangeToken', start.body.passwordChangeToken);
    await client.post('/password/change/finish', { authPW, wrapKb: '0'.repeat(64) }, auth);
    await smtp.take(email, /password of your account was changed/);
  });

  it('get the code for a forgotten password, which nobody else can read', async () => {
    const sent = await client.post('/password/forgot/send_otp', { email });
    expect(sent.body).toEqual({ delivery: 'mail' });
    const code = await mailedCode(email, /set a new password/);
    expect(await listPendingCodes(server.ctx.db, Date.now())).toEqual([]);
    expect(JSON.stringify(await server.ctx.db.query.selectFrom('account_codes').selectAll().execute())).not.toContain(
      code,
    );
    const { body } = await client.post('/password/forgot/verify_otp', { email, code });
    const forgot = client.auth('passwordForgotToken', body.token);
    const { accountResetToken } = (await client.post('/password/forgot/verify_code', { code: body.code }, forgot)).body;
    const { authPW } = stretchV1(email, 'new');
    const reset = client.auth('accountResetToken', accountResetToken);
    const done = await client.post('/account/reset', { authPW, sessionToken: true }, reset);
    expect(done.body).toMatchObject({ verified: true });
    await smtp.take(email, /password of your account was reset/);
  });

  it('that nobody takes mail for make codes fail with 500/151', async () => {
    const refused = `refuse-${count}@example.org`;
    await client.signUp(refused, password);
    const answer = await client.post('/password/forgot/send_otp', { email: refused });
    expect(answer).toMatchObject({ status: 500, body: { code: 500, errno: 151 } });
    expect(JSON.stringify(server.logs)).not.toContain(refused);
  });
});
