import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import {
  type ClientAuth,
  clientToken,
  FxaClient,
  type SignedIn,
  stretchV1,
  stretchV2,
  wrap,
} from '../../../testing/fxa-client.ts';
import { giveRefreshToken } from '../../../testing/refresh-token.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';
import { listPendingCodes } from '../store/codes.ts';

const before = 'old password';
const after = 'new password';

describeOnEngines('passwords', (engine) => {
  let server: TestServer;
  let client: FxaClient;
  let user: SignedIn;
  let session: ClientAuth;
  let email: string;
  beforeAll(async () => {
    server = await startTestServer(engine, {
      env: { FOXDEN_RATE_LIMITS: 'off' },
    });
    client = new FxaClient(server.url);
  });
  afterAll(() => server.stop());
  let count = 0;
  beforeEach(async () => {
    email = `Passwords-${++count}@example.org`;
    user = await client.signUp(email, before);
    session = client.session(user.sessionToken);
  });
  const account = () =>
    server.ctx.db.query.selectFrom('accounts').selectAll().where('uid', '=', user.uid).executeTakeFirstOrThrow();
  const startChange = (auth?: ClientAuth) =>
    client.post('/password/change/start', { email, oldAuthPW: stretchV1(email, before).authPW }, auth);
  const finishChange = (token: string, more: object = {}, query = '') => {
    const { authPW, unwrapBKey } = stretchV1(email, after);
    const body = { authPW, wrapKb: wrap(user.kB, unwrapBKey), ...more };
    return client.post(`/password/change/finish${query}`, body, client.auth('passwordChangeToken', token));
  };
  const pendingCode = async (purpose: string) =>
    (await listPendingCodes(server.ctx.db, Date.now())).find((c) => c.uid === user.uid && c.purpose === purpose)!.code;

  describe('change (accounts.md §3.6, §2.9)', () => {
    it('keeps this browser and its device, ends all others, keeps kB', async () => {
      const { body: device } = await client.post('/account/device', { name: 'mine', type: 'desktop' }, session);
      const other = await client.signIn(email, before);
      const otherAuth = client.session(other.sessionToken);
      await client.post('/account/device', { name: 'other', type: 'desktop' }, otherAuth);
      const phone = await giveRefreshToken(server, user.uid);
      const old = await account();

      const start = await startChange(session);
      expect(start.body).toMatchObject({ verified: true });
      expect(await client.fetchKb(start.body.keyFetchToken, stretchV1(email, before).unwrapBKey)).toBe(user.kB);
      const { id } = clientToken('sessionToken', user.sessionToken);
      const finish = await finishChange(start.body.passwordChangeToken, { sessionToken: id }, '?keys=true');
      expect(finish.body).toMatchObject({ uid: user.uid, verified: true, authAt: expect.any(Number) });
      expect(await client.fetchKb(finish.body.keyFetchToken, stretchV1(email, after).unwrapBKey)).toBe(user.kB);

      for (const auth of [session, otherAuth]) expect((await client.get('/session/status', auth)).body.errno).toBe(110);
      expect((await client.get('/account/devices', phone.auth)).body.errno).toBe(110);
      const { body: devices } = await client.get('/account/devices', client.session(finish.body.sessionToken));
      expect(devices).toMatchObject([{ id: device.id, name: 'mine', isCurrentDevice: true }]);
      const again = await client.post('/account/device', { name: 'mine' }, client.session(finish.body.sessionToken));
      expect(again.body.id).toBe(device.id);

      const now = await account();
      expect(now.verifier_set_at).toBeGreaterThan(old.verifier_set_at);
      expect(now.keys_changed_at).toBe(old.keys_changed_at);
      expect((await client.signIn(email, after)).kB).toBe(user.kB);
      const login = await client.post('/account/login', { email, authPW: stretchV1(email, before).authPW });
      expect(login.body.errno).toBe(103);
    });

    it('works as PyFxA does it: without a session, and with none given back', async () => {
      const start = await startChange();
      const finish = await finishChange(start.body.passwordChangeToken);
      expect(finish).toMatchObject({ status: 200, body: {} });
      expect(Object.keys(finish.body)).toEqual([]);
      expect((await client.signIn(email, after)).kB).toBe(user.kB);
    });

    it('adds version 2, and drops it again when a client that knows only version 1 changes the password', async () => {
      const clientSalt = `identity.mozilla.com/picl/v1/quickStretchV2:${randomBytes(16).toString('hex')}`;
      const v2 = stretchV2(clientSalt, after);
      const upgrade = { authPWVersion2: v2.authPW, wrapKbVersion2: wrap(user.kB, v2.unwrapBKey), clientSalt };
      const { id } = clientToken('sessionToken', user.sessionToken);
      const start = await startChange(session);
      const token = start.body.passwordChangeToken;
      const { body } = await finishChange(token, { ...upgrade, sessionToken: id }, '?keys=true');
      expect(await client.fetchKb(body.keyFetchToken2, v2.unwrapBKey)).toBe(user.kB);
      expect((await client.post('/account/credentials/status', { email })).body.currentVersion).toBe('v2');
      const v2Start = await client.post('/password/change/start', { email, oldAuthPW: v2.authPW });
      expect(await client.fetchKb(v2Start.body.keyFetchToken2, v2.unwrapBKey)).toBe(user.kB);
      await finishChange(v2Start.body.passwordChangeToken);
      expect((await client.post('/account/credentials/status', { email })).body.currentVersion).toBe('v1');
      expect((await client.post('/account/login', { email, authPW: v2.authPW })).body.errno).toBe(103);
    });

    it('takes the token once, and refuses strangers', async () => {
      const start = await startChange(session);
      const token = start.body.passwordChangeToken;
      expect((await finishChange(token)).status).toBe(200);
      expect(await finishChange(token)).toMatchObject({ status: 401, body: { errno: 110 } });
      const stranger = await client.signUp(`stranger-${count}@example.org`, before);
      const forged = await client.post(
        '/password/change/start',
        { email: stranger.email, oldAuthPW: stretchV1(stranger.email, before).authPW },
        client.session((await client.signIn(email, after)).sessionToken),
      );
      expect(forged).toMatchObject({ status: 401, body: { errno: 110 } });
      const wrong = await client.post('/password/change/start', { email: stranger.email, oldAuthPW: 'a'.repeat(64) });
      expect(wrong.body.errno).toBe(103);
    });

    it('changes nothing when the new password is malformed', async () => {
      const start = await startChange(session);
      const bad = await finishChange(start.body.passwordChangeToken, { wrapKb: 'nonsense' });
      expect(bad).toMatchObject({ status: 400, body: { errno: 107 } });
      expect((await client.get('/session/status', session)).status).toBe(200);
      expect((await finishChange(start.body.passwordChangeToken)).status).toBe(200);
    });

    it('leaves no session of the old password, even of a sign-in that was under way', async () => {
      const { body } = await startChange(session);
      const { authPW } = stretchV1(email, before);
      const logins = Array.from({ length: 4 }, () => client.post('/account/login', { email, authPW }));
      expect((await finishChange(body.passwordChangeToken)).status).toBe(200);
      for (const login of await Promise.all(logins)) {
        if (login.status !== 200) continue;
        const status = await client.get('/session/status', client.session(login.body.sessionToken));
        expect(status.body.errno).toBe(110);
      }
    });

    it.each([
      ['/password/change/start', 'oldAuthPW'],
      ['/account/destroy', 'authPW'],
    ])('lets %s do nothing with a password that is replaced while it is checked', async (path, field) => {
      const token = (await startChange(session)).body.passwordChangeToken;
      const { stretch } = server.ctx.passwords;
      server.ctx.passwords.stretch = async (...args) => {
        server.ctx.passwords.stretch = stretch;
        const stretched = await stretch(...args);
        expect((await finishChange(token)).status).toBe(200);
        return stretched;
      };
      const late = await client.post(path, { email, [field]: stretchV1(email, before).authPW });
      expect(late).toMatchObject({ status: 400, body: { errno: 103 } });
      expect((await client.signIn(email, after)).kB).toBe(user.kB);
    });

    it('makes codes for a forgotten password worthless', async () => {
      await client.post('/password/forgot/send_otp', { email });
      const code = await pendingCode('forgot-otp');
      await finishChange((await startChange(session)).body.passwordChangeToken);
      expect((await client.post('/password/forgot/verify_otp', { email, code })).body.errno).toBe(183);
    });

    it('sends one code when asked twice at once', async () => {
      const answers = await Promise.all([1, 2, 3].map(() => client.post('/password/forgot/send_otp', { email })));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      const verify = { email, code: await pendingCode('forgot-otp') };
      expect((await client.post('/password/forgot/verify_otp', verify)).status).toBe(200);
    });

    it('revokes access tokens at once (accounts.md §10.2.19)', async () => {
      const row = { uid: user.uid, client_id: '5882386c6d801776', scope: 'profile', created_at: 1, expires_at: 9e12 };
      const ids = { jti_hash: randomBytes(32).toString('hex'), session_id_hash: null, refresh_token_hash: null };
      await server.ctx.db.query
        .insertInto('access_tokens')
        .values({ ...row, ...ids })
        .execute();
      await finishChange((await startChange(session)).body.passwordChangeToken);
      const left = await server.ctx.db.query
        .selectFrom('access_tokens')
        .selectAll()
        .where('uid', '=', user.uid)
        .execute();
      expect(left).toEqual([]);
    });
  });

  describe('forgotten (accounts.md §3.6)', () => {
    const reset = (token: string, body: object, query = '') =>
      client.post(`/account/reset${query}`, body, client.auth('accountResetToken', token));
    const byOtp = async () => {
      expect((await client.post('/password/forgot/send_otp', { email })).body).toEqual({ delivery: 'administrator' });
      const otp = await client.post('/password/forgot/verify_otp', { email, code: await pendingCode('forgot-otp') });
      expect(otp.body).toMatchObject({ emailToHashWith: email, uid: user.uid });
      const auth = client.auth('passwordForgotToken', otp.body.token);
      const { body } = await client.post('/password/forgot/verify_code', { code: otp.body.code }, auth);
      return body.accountResetToken as string;
    };

    it('resets by the older mailed code, as PyFxA does, with new keys', async () => {
      const old = await account();
      const sent = await client.post('/password/forgot/send_code', { email });
      expect(sent.body).toMatchObject({ codeLength: 32, tries: 50, ttl: 3600, delivery: 'administrator' });
      const auth = client.auth('passwordForgotToken', sent.body.passwordForgotToken);
      expect((await client.get('/password/forgot/status', auth)).body).toMatchObject({ tries: 50 });
      const first = await pendingCode('forgot-code');
      await client.post('/password/forgot/resend_code', { email }, auth);
      const code = await pendingCode('forgot-code');
      expect(code).toBe(first);
      const wrong = await client.post('/password/forgot/verify_code', { code: '0'.repeat(32) }, auth);
      expect(wrong).toMatchObject({ status: 400, body: { errno: 105, tries: 49 } });
      const { body } = await client.post('/password/forgot/verify_code', { code }, auth);
      const done = await reset(body.accountResetToken, { authPW: stretchV1(email, after).authPW });
      expect(done).toMatchObject({ status: 200, body: {} });
      expect((await client.get('/session/status', session)).body.errno).toBe(110);
      const signedIn = await client.signIn(email, after);
      expect(signedIn.kB).not.toBe(user.kB);
      const now = await account();
      expect(now.keys_changed_at).toBeGreaterThan(old.keys_changed_at);
      expect(now.verifier_set_at).toBeGreaterThan(old.verifier_set_at);
    });

    it('gives the code fifty tries, then the token is worth nothing', async () => {
      const sent = await client.post('/password/forgot/send_code', { email });
      const auth = client.auth('passwordForgotToken', sent.body.passwordForgotToken);
      const guess = () => client.post('/password/forgot/verify_code', { code: '0'.repeat(32) }, auth);
      for (let left = 49; left >= 0; left--) expect((await guess()).body.tries).toBe(left);
      expect((await guess()).body.errno).toBe(110);
    });

    it('keeps kB with the recovery key (accounts.md §4.9), and the key stays good', async () => {
      const recoveryKeyId = randomBytes(16).toString('hex');
      const old = await account();
      await client.post('/recoveryKey', { recoveryKeyId, recoveryData: 'jwe' }, session);
      expect((await client.post('/recoveryKey/exists', { email })).body.exists).toBe(true);
      const token = await byOtp();
      const auth = client.auth('accountResetToken', token);
      expect((await client.get(`/recoveryKey/${'0'.repeat(32)}`, auth)).body.errno).toBe(158);
      expect((await client.get(`/recoveryKey/${recoveryKeyId}`, auth)).body).toEqual({ recoveryData: 'jwe' });
      const { authPW, unwrapBKey } = stretchV1(email, after);
      const wrapKb = wrap(user.kB, unwrapBKey);
      const forged = await reset(token, { authPW, wrapKb, recoveryKeyId: 'f'.repeat(32) });
      expect(forged.body.errno).toBe(159);
      const done = await reset(token, { authPW, wrapKb, recoveryKeyId, sessionToken: true }, '?keys=true');
      expect(done.body).toMatchObject({ uid: user.uid, verified: true, sessionToken: expect.any(String) });
      expect(await client.fetchKb(done.body.keyFetchToken, unwrapBKey)).toBe(user.kB);
      expect((await account()).keys_changed_at).toBe(old.keys_changed_at);
      expect((await client.post('/recoveryKey/exists', { email })).body.exists).toBe(true);
    });

    it('refuses a wrapKb without the id of the recovery key, and leaves all as it was', async () => {
      await client.post('/recoveryKey', { recoveryKeyId: 'a'.repeat(32), recoveryData: 'jwe' }, session);
      const old = await account();
      const token = await byOtp();
      const { authPW, unwrapBKey } = stretchV1(email, after);
      const refused = await reset(token, { authPW, wrapKb: wrap(user.kB, unwrapBKey) });
      expect(refused).toMatchObject({ status: 400, body: { errno: 108, param: 'recoveryKeyId' } });
      expect(await account()).toEqual({ ...old, turn: expect.any(Number) });
      expect((await reset(token, { authPW })).status).toBe(200);
    });

    it('drops a recovery key that no longer fits after a reset without it', async () => {
      await client.post('/recoveryKey', { recoveryKeyId: 'a'.repeat(32), recoveryData: 'jwe' }, session);
      const token = await byOtp();
      await reset(token, { authPW: stretchV1(email, after).authPW });
      expect((await client.post('/recoveryKey/exists', { email })).body.exists).toBe(false);
      expect((await reset(token, { authPW: stretchV1(email, after).authPW })).body.errno).toBe(110);
    });

    it('refuses wrong and used codes: 400/183', async () => {
      const verify = (code: string) => client.post('/password/forgot/verify_otp', { email, code });
      expect((await verify('00000000')).body.errno).toBe(183);
      await client.post('/password/forgot/send_otp', { email });
      const code = await pendingCode('forgot-otp');
      expect((await verify(code === '00000000' ? '00000001' : '00000000')).body.errno).toBe(183);
      expect((await verify(code)).status).toBe(200);
      expect((await verify(code)).body.errno).toBe(183);
      expect((await client.post('/password/forgot/send_otp', { email: 'no@example.org' })).body.errno).toBe(102);
    });
  });

  describe('recovery key (accounts.md §3.6)', () => {
    const recoveryKeyId = 'b'.repeat(32);
    it('is made, confirmed, found and deleted', async () => {
      const make = (enabled: boolean) =>
        client.post('/recoveryKey', { recoveryKeyId, recoveryData: 'x', enabled }, session);
      expect((await make(false)).status).toBe(200);
      expect((await client.post('/recoveryKey/exists', {}, session)).body.exists).toBe(false);
      const confirm = (id: string) => client.post('/recoveryKey/verify', { recoveryKeyId: id }, session);
      expect((await confirm('c'.repeat(32))).body.errno).toBe(159);
      expect((await confirm(recoveryKeyId)).status).toBe(200);
      expect((await client.post('/recoveryKey/exists', {}, session)).body.exists).toBe(true);
      expect((await make(true)).body.errno).toBe(161);
      expect((await client.delete('/recoveryKey', session)).status).toBe(200);
      expect((await client.delete('/recoveryKey', session)).body.errno).toBe(158);
    });

    it('says who may ask', async () => {
      expect((await client.post('/recoveryKey/exists', {})).body.errno).toBe(108);
      expect((await client.post('/recoveryKey', { recoveryKeyId, recoveryData: 'x' })).body.errno).toBe(110);
      expect((await client.get(`/recoveryKey/${recoveryKeyId}`, session)).status).toBe(401);
    });
  });
});
