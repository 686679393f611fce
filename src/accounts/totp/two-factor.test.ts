import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { type ClientAuth, clientToken, FxaClient, type SignedIn, stretchV1 } from '../../../testing/fxa-client.ts';
import { giveRefreshToken } from '../../../testing/refresh-token.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';
import { sealAgain } from './sealed.ts';

const password = 'pw';
const oldsync = { client_id: '5882386c6d801776', scope: 'https://identity.mozilla.com/apps/oldsync' };

// RFC 6238 with RFC 4226, written out: an authenticator app of the test's own.
function appCode(secret: string, ms: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(ms / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = mac[19]! & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

describeOnEngines('two-step sign-in (accounts.md §3.6, §10.4)', (engine) => {
  let server: TestServer;
  let client: FxaClient;
  let now = Date.now();
  let user: SignedIn;
  let session: ClientAuth;
  let secret: string;
  let recoveryCodes: string[];
  beforeAll(async () => {
    server = await startTestServer(engine, { overrides: { now: () => now } });
    client = new FxaClient(server.url);
  });
  afterAll(() => server.stop());
  let count = 0;
  const verify = (code: string, auth: ClientAuth) =>
    client.post('/session/verify/totp', { code, service: 'login' }, auth);
  const later = () => {
    now += 60_000;
  };
  beforeEach(async () => {
    now += 3_600_000;
    user = await client.signUp(`two-${++count}@example.org`, password);
    session = client.session(user.sessionToken);
    const { body } = await client.post('/totp/create', {}, session);
    secret = body.secret;
    expect(body.qrCodeUrl).toMatch(/^data:image\/png;base64,/);
    expect((await client.get('/totp/exists', session)).body).toEqual({ exists: true, verified: false });
    const enrolled = await verify(appCode(secret, now), session);
    expect(enrolled.body).toMatchObject({ success: true });
    recoveryCodes = enrolled.body.recoveryCodes;
  });
  const login = async () => {
    const authPW = stretchV1(user.email, password).authPW;
    return (await client.post('/account/login?keys=true', { email: user.email, authPW })).body;
  };

  it('asks for a code at the next sign-in and locks the keys until then, as ffsclient expects', async () => {
    later();
    const body = await login();
    expect(body).toMatchObject({
      verified: false,
      sessionVerified: false,
      emailVerified: true,
      verificationMethod: 'totp-2fa',
      verificationReason: 'login',
    });
    const auth = client.session(body.sessionToken);
    const keys = client.auth('keyFetchToken', body.keyFetchToken);
    expect((await client.get('/account/keys', keys)).body.errno).toBe(138);
    expect((await client.post('/account/scoped-key-data', oldsync, auth)).body.errno).toBe(138);
    expect((await client.post('/totp/destroy', {}, auth)).body.errno).toBe(138);
    expect((await client.post('/totp/create', {}, auth)).body.errno).toBe(138);
    expect((await client.delete('/recoveryKey', auth)).body.errno).toBe(138);
    expect((await client.post('/recovery_email', { email: 'x@example.org' }, auth)).body.errno).toBe(138);
    expect((await client.post('/session/verify_code', { code: '000000' }, auth)).body.errno).toBe(160);
    expect((await client.get('/session/status', auth)).body).toMatchObject({ state: 'unverified' });
    expect((await client.post('/account/device', { name: 'early' }, auth)).body.errno).toBe(138);

    expect((await verify('000000', auth)).body).toEqual({ success: false });
    expect((await verify(appCode(secret, now), auth)).body).toEqual({ success: true });
    expect((await client.get('/session/status', auth)).body).toMatchObject({ state: 'verified' });
    expect(await client.fetchKb(body.keyFetchToken, stretchV1(user.email, password).unwrapBKey)).toBe(user.kB);
  });

  it('lets a session without the second factor touch no device, nor have one', async () => {
    const { body: device } = await client.post('/account/device', { name: 'owner' }, session);
    later();
    const auth = client.session((await login()).sessionToken);
    const [owner] = (await client.get('/account/attached_clients', auth)).body.filter(
      (each: { deviceId: string }) => each.deviceId === device.id,
    );
    for (const [path, body] of [
      ['/account/device', { id: device.id, name: 'stolen' }],
      ['/account/device/destroy', { id: device.id }],
      ['/account/attached_client/destroy', { sessionTokenId: owner.sessionTokenId }],
      ['/session/destroy', { customSessionToken: clientToken('sessionToken', user.sessionToken).id }],
    ] as const) {
      expect((await client.post(path, body, auth)).body.errno, path).toBe(138);
    }
    expect((await client.get('/account/devices', session)).body).toMatchObject([
      { name: 'owner', isCurrentDevice: true },
    ]);
    expect((await client.post('/account/device', { name: 'mine' }, auth)).body.errno).toBe(138);
  });

  it('lets a refresh token without keys, which the password alone gives, touch no device, nor have one', async () => {
    const { body: device } = await client.post('/account/device', { name: 'owner' }, session);
    const phone = await giveRefreshToken(server, user.uid);
    later();
    const auth = client.session((await login()).sessionToken);
    const grant = { grant_type: 'fxa-credentials', client_id: oldsync.client_id, access_type: 'offline' };
    const { body: tokens } = await client.post('/oauth/token', { ...grant, scope: 'profile' }, auth);
    const refresh: ClientAuth = { scheme: 'header', value: `Bearer ${tokens.refresh_token}` };
    for (const [path, body] of [
      ['/account/device', { id: device.id, name: 'stolen' }],
      ['/account/device/destroy', { id: device.id }],
      ['/account/devices/notify', { to: 'all', payload: { version: 1, command: 'fxaccounts:device_disconnected' } }],
      ['/account/devices/invoke_command', { target: device.id, command: 'open', payload: {} }],
    ] as const) {
      for (const caller of [refresh, auth]) expect((await client.post(path, body, caller)).body.errno, path).toBe(138);
    }
    expect((await client.post('/account/device', { name: 'mine' }, refresh)).body.errno).toBe(138);
    expect((await client.get('/account/devices', phone.auth)).body).toContainEqual(
      expect.objectContaining({ id: device.id, name: 'owner' }),
    );
  });

  it('gives a session without the second factor no token that may change the profile, in no way', async () => {
    later();
    const auth = client.session((await login()).sessionToken);
    const client_id = oldsync.client_id;
    const grant = (scope: string, body: object = {}) =>
      client.post('/oauth/token', { client_id, scope, ...body }, auth);
    const code = { client_id, state: 'x', code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' };
    for (const scope of ['profile:write', 'profile profile:write', 'profile:display_name:write']) {
      expect((await grant(scope)).body.errno, scope).toBe(138);
      expect((await client.post('/oauth/authorization', { ...code, scope }, auth)).body.errno, scope).toBe(138);
    }
    const { refresh_token } = (await grant('profile', { access_type: 'offline' })).body;
    const exchange = {
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token_type: 'urn:ietf:params:oauth:token-type:refresh_token',
      subject_token: refresh_token,
      scope: 'profile:write',
    };
    expect(await client.post('/oauth/token', exchange)).toMatchObject({ status: 400, body: { errno: 163 } });
    await verify(appCode(secret, now), auth);
    expect((await grant('profile:write')).status).toBe(200);
  });

  it('tells a session without the second factor no id that revokes a phone', async () => {
    const { hash } = await giveRefreshToken(server, user.uid);
    later();
    const auth = client.session((await login()).sessionToken);
    expect(JSON.stringify((await client.get('/account/attached_clients', auth)).body)).not.toContain(hash);
    expect(JSON.stringify((await client.get('/account/attached_clients', session)).body)).toContain(hash);
  });

  it('takes each code once, 30 s early or late', async () => {
    later();
    const [first, second] = [await login(), await login()].map((body) => client.session(body.sessionToken));
    expect((await verify(appCode(secret, now - 60_000), first!)).body).toEqual({ success: false });
    const code = appCode(secret, now - 30_000);
    expect((await verify(code, first!)).body).toEqual({ success: true });
    expect((await verify(code, second!)).body).toEqual({ success: false });
    expect((await verify(appCode(secret, now + 30_000), second!)).body).toEqual({ success: true });
  });

  it('takes each recovery code once in place of the app', async () => {
    expect(new Set(recoveryCodes).size).toBe(8);
    const code = `${recoveryCodes[0]!.slice(0, 5).toUpperCase()}-${recoveryCodes[0]!.slice(5)}`;
    const use = (auth: ClientAuth) => client.post('/session/verify/recoveryCode', { code }, auth);
    const auth = client.session((await login()).sessionToken);
    expect((await use(auth)).body).toEqual({ remaining: 7 });
    expect((await client.get('/session/status', auth)).body.state).toBe('verified');
    const again = await use(client.session((await login()).sessionToken));
    expect(again).toMatchObject({ status: 400, body: { errno: 156 } });
  });

  it('stops guessing with 429/114 and Retry-After', async () => {
    const auth = client.session((await login()).sessionToken);
    let answer = await verify('000000', auth);
    for (let i = 0; i < 12 && answer.status === 200; i++) answer = await verify('000000', auth);
    expect(answer).toMatchObject({ status: 429, body: { code: 429, errno: 114, retryAfter: expect.any(Number) } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await verify(appCode(secret, now), auth)).status).toBe(429);
    expect((await client.get('/session/status', auth)).status).toBe(200);
  });

  it('asks for a verified session where the password alone could lock the owner out', async () => {
    const { authPW } = stretchV1(user.email, password);
    const change = await client.post('/password/change/start', { email: user.email, oldAuthPW: authPW });
    expect(change.body.errno).toBe(138);
    expect((await client.post('/account/destroy', { email: user.email, authPW })).body.errno).toBe(138);
    expect((await client.post('/account/destroy', { email: user.email, authPW }, session)).status).toBe(200);
  });

  it('is switched off by a verified session, and set up only once', async () => {
    expect((await client.post('/totp/create', {}, session)).body.errno).toBe(154);
    expect((await client.post('/totp/destroy', {}, session)).status).toBe(200);
    expect((await client.get('/totp/exists', session)).body).toEqual({ exists: false, verified: false });
    expect((await login()).verified).toBe(true);
    expect((await verify('000000', session)).body.errno).toBe(155);
  });

  it('stays on after a forgotten password', async () => {
    const { email, uid } = user;
    await client.post('/password/forgot/send_otp', { email });
    const { code: otp } = await server.ctx.db.query
      .selectFrom('account_codes')
      .select('code')
      .where('uid', '=', uid)
      .executeTakeFirstOrThrow();
    const { body } = await client.post('/password/forgot/verify_otp', { email, code: otp });
    const forgot = client.auth('passwordForgotToken', body.token);
    const verified = await client.post('/password/forgot/verify_code', { code: body.code }, forgot);
    const auth = client.auth('accountResetToken', verified.body.accountResetToken);
    const { authPW } = stretchV1(email, 'other');
    const reset = await client.post('/account/reset?keys=true', { authPW, sessionToken: true }, auth);
    expect(reset.body).toMatchObject({ verified: false, verificationMethod: 'totp-2fa' });
    const keys = client.auth('keyFetchToken', reset.body.keyFetchToken);
    expect((await client.get('/account/keys', keys)).body.errno).toBe(138);
  });

  it('keeps no recovery code readable', async () => {
    const rows = await server.ctx.db.query.selectFrom('recovery_codes').selectAll().execute();
    for (const code of recoveryCodes) expect(JSON.stringify(rows)).not.toContain(code);
  });

  describe('at rest', () => {
    const stored = async () => {
      const { query } = server.ctx.db;
      const totp = await query
        .selectFrom('totp')
        .select('secret')
        .where('uid', '=', user.uid)
        .executeTakeFirstOrThrow();
      const codes = await query.selectFrom('recovery_codes').select('code_hash').where('uid', '=', user.uid).execute();
      return [totp.secret, ...codes.map(({ code_hash }) => code_hash)];
    };

    it('secret and recovery codes are sealed', async () => {
      const values = await stored();
      expect(values).toHaveLength(9);
      for (const value of values) expect(value).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{40,}$/);
      expect(values.join()).not.toContain(secret);
    });

    it('what an older Foxden kept in clear works, and is sealed at the next start', async () => {
      const { query } = server.ctx.db;
      await query.updateTable('totp').set({ secret }).where('uid', '=', user.uid).execute();
      await query.deleteFrom('recovery_codes').where('uid', '=', user.uid).execute();
      const hash = (code: string) => createHash('sha256').update(code).digest('hex');
      const rows = recoveryCodes.map((code) => ({ uid: user.uid, code_hash: hash(code) }));
      await query.insertInto('recovery_codes').values(rows).execute();
      const use = (code: string, auth: ClientAuth) => client.post('/session/verify/recoveryCode', { code }, auth);
      expect((await use(recoveryCodes[0]!, client.session((await login()).sessionToken))).body).toEqual({
        remaining: 7,
      });
      await sealAgain(server.ctx.db, server.ctx.serverKeys);
      expect((await stored()).every((value) => value.startsWith('v1.'))).toBe(true);
      expect(await sealAgain(server.ctx.db, server.ctx.serverKeys)).toBe(0);
      expect((await use(recoveryCodes[1]!, client.session((await login()).sessionToken))).body).toEqual({
        remaining: 6,
      });
      later();
      const { sessionToken } = await login();
      expect((await verify(appCode(secret, now), client.session(sessionToken))).body).toEqual({ success: true });
    });
  });

  it('is paused for strangers after a hundred wrong codes in a day, with one mail and one entry in the audit log', async () => {
    const sent: string[] = [];
    const { notify } = server.ctx.mailer;
    server.ctx.mailer.notify = (_to, kind) => void sent.push(kind);
    server.logs.length = 0;
    await server.ctx.db.query.deleteFrom('known_networks').where('uid', '=', user.uid).execute();
    const thief = client.session((await login()).sessionToken);
    for (let i = 0; i < 100; i++) {
      if (i % 10 === 0) now += 16 * 60_000;
      const code = appCode(secret, now) === '000000' ? '000001' : '000000';
      expect((await verify(code, thief)).body).toEqual({ success: false });
    }
    now += 16 * 60_000;
    expect((await verify(appCode(secret, now), thief)).status).toBe(429);
    expect(sent.filter((kind) => kind === 'twoFactorPaused')).toHaveLength(1);
    const paused = server.logs.filter(({ message }) => message === 'TotpPaused');
    expect(paused.map(({ fields }) => fields.uid)).toEqual([user.uid]);
    // The session that the owner has goes on, and changes what there is to change, once the password is given again.
    expect((await client.post('/totp/destroy', {}, session)).body.errno).toBe(164);
    const proof = { email: user.email, authPW: stretchV1(user.email, password).authPW };
    expect((await client.post('/session/reauth', proof, session)).status).toBe(200);
    expect((await client.post('/totp/destroy', {}, session)).status).toBe(200);
    server.ctx.mailer.notify = notify;
  });
});
