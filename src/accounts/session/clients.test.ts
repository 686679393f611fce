import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { type ClientAuth, FxaClient, type SignedIn, stretchV1 } from '../../../testing/fxa-client.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

const password = 'pässwörd';
const oldsync = 'https://identity.mozilla.com/apps/oldsync';
const sessionScope = 'https://identity.mozilla.com/tokens/session';
const clientIds = { desktop: '5882386c6d801776', android: 'a2270f727f45f648', ffsclient: 'e7ce535d93522896' };
const openUri = 'https://identity.mozilla.com/cmd/open-uri';
const closeUri = 'https://identity.mozilla.com/cmd/close-uri/v1';

type Json = Record<string, unknown>;
const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** A struct of the Rust client: every field must be there and of its type, `?` allows null. Others don't matter. */
function strict(value: Json, fields: Record<string, string>): void {
  for (const [name, type] of Object.entries(fields)) {
    expect(Object.hasOwn(value, name), `${name} in ${JSON.stringify(value)}`).toBe(true);
    const actual = Array.isArray(value[name]) ? 'array' : value[name] === null ? 'null' : typeof value[name];
    expect(type.endsWith('?') ? [type.slice(0, -1), 'null'] : [type], name).toContain(actual);
  }
}

// What each client sends in normal use, step by step, and what it insists on in the answers.
describeOnEngines('as each client', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(engine, {
      env: { FOXDEN_RATE_LIMITS: 'off' },
    });
  });
  afterAll(() => server.stop());

  const withToken = async (path: string, token: string, headers: Record<string, string> = {}) => {
    const response = await fetch(server.url + path, { headers: { authorization: `Bearer ${token}`, ...headers } });
    return { status: response.status, body: (await response.json()) as Json, headers: response.headers };
  };

  /** X-KeyID of the oldsync key (accounts.md §4.6). */
  const keyId = (kB: string, timestamp: number) => {
    const fingerprint = createHash('sha256').update(Buffer.from(kB, 'hex')).digest().subarray(0, 16);
    return `${timestamp}-${b64(fingerprint)}`;
  };

  /** The page's part: scoped keys, JWE, code (accounts.md §2.6 steps 7 to 9). */
  async function authorize(page: FxaClient, user: SignedIn, clientId: string, scope: string) {
    const auth = page.session(user.sessionToken);
    const keys = await page.post('/account/scoped-key-data', { client_id: clientId, scope }, auth);
    const verifier = b64(randomBytes(43));
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const { status, body } = await page.post(
      '/oauth/authorization',
      {
        client_id: clientId,
        response_type: 'code',
        state: 'the-state',
        scope,
        access_type: 'offline',
        code_challenge: challenge,
        code_challenge_method: 'S256',
        keys_jwe: `a..b.${'c'.repeat(600)}.d`,
      },
      auth,
    );
    expect(status).toBe(200);
    expect(body.state).toBe('the-state');
    return { code: body.code as string, verifier, timestamp: keys.body[oldsync].keyRotationTimestamp as number };
  }

  it('desktop: the whole first sign-up (appendix A)', async () => {
    const page = new FxaClient(server.url, { scheme: 'bearer' });
    const firefox = new FxaClient(server.url, {
      headers: { accept: 'application/json;q=0.9,*/*;q=0.2', 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/153.0' },
    });
    const email = `desktop-${engine.name}@example.org`;
    const { authPW, unwrapBKey } = stretchV1(email, password);
    const created = await page.post('/account/create?keys=true', { email, authPW });
    const user = created.body as SignedIn;
    const session: ClientAuth = firefox.session(user.sessionToken);

    // Firefox begins by itself as soon as it has the session.
    expect((await firefox.get('/account/attached_clients', session)).body).toMatchObject([{ isCurrentSession: true }]);
    const since = Date.now() - 21 * 86_400_000;
    expect((await firefox.get(`/account/devices?filterIdleDevicesTimestamp=${since}`, session)).body).toEqual([]);
    const grant = { client_id: clientIds.desktop, grant_type: 'fxa-credentials' };
    const profileToken = await firefox.post('/oauth/token', { ...grant, scope: 'profile' }, session);
    expect(profileToken.status).toBe(200);
    const first = { name: '’s Firefox on vm', type: 'desktop', availableCommands: {} };
    const device = (await firefox.post('/account/device', first, session)).body;
    const profile = await withToken('/profile/v1/profile', profileToken.body.access_token);
    expect(profile.body).toMatchObject({ uid: user.uid, email });

    // The page goes on.
    const kB = await page.fetchKb(user.keyFetchToken, unwrapBKey);
    const { code, verifier, timestamp } = await authorize(page, user, clientIds.desktop, `${oldsync} profile`);
    const exchange = { grant_type: 'authorization_code', code, client_id: clientIds.desktop, code_verifier: verifier };
    const tokens = (await firefox.post('/oauth/token', exchange, session)).body;
    strict(tokens, { scope: 'string', access_token: 'string', refresh_token: 'string', keys_jwe: 'string' });
    expect(tokens.scope).toContain(oldsync);
    const revoke = { client_id: clientIds.desktop, token: tokens.refresh_token };
    expect(await firefox.post('/oauth/destroy', revoke)).toMatchObject({ status: 200, body: {} });

    // The device is the session's, so it outlives that refresh token (accounts.md §10.2.16).
    const commands = { [openUri]: '{"kid":"x"}', [closeUri]: '{"kid":"x"}' };
    const again = await firefox.post(
      '/account/device',
      { id: device.id, name: first.name, availableCommands: commands },
      session,
    );
    expect(again).toMatchObject({ status: 200, body: { id: device.id, availableCommands: commands } });
    const sync = (await firefox.post('/oauth/token', { ...grant, scope: oldsync, ttl: 21_600 }, session)).body;
    const storage = await withToken('/token/1.0/sync/1.5', sync.access_token, { 'x-keyid': keyId(kB, timestamp) });
    expect(storage).toMatchObject({ status: 200, body: { hashalg: 'sha256' } });
    expect((await firefox.get('/account/device/commands?index=0', session)).body).toEqual({
      index: 0,
      last: true,
      messages: [],
    });
    expect((await firefox.get('/account/devices', session)).body).toMatchObject([
      { id: device.id, isCurrentDevice: true },
    ]);

    // Sign-out (accounts.md §2.11).
    expect((await firefox.post('/session/destroy?service=sync', {}, session)).status).toBe(200);
    expect(
      (await firefox.post('/oauth/destroy', { client_id: clientIds.desktop, token: sync.access_token })).status,
    ).toBe(200);
    const ended = await withToken('/token/1.0/sync/1.5', sync.access_token, { 'x-keyid': keyId(kB, timestamp) });
    expect(ended.status).toBe(401);
  });

  it('desktop: asks before it believes a 401, and never deletes its account by mistake (accounts.md §2.10)', async () => {
    const firefox = new FxaClient(server.url);
    const user = await firefox.signUp(`reauth-${engine.name}@example.org`, password);
    const session = firefox.session(user.sessionToken);
    const device = (await firefox.post('/account/device', { name: 'x' }, session)).body;
    const elsewhere = firefox.session((await firefox.signIn(user.email, password)).sessionToken);
    await firefox.post('/account/attached_client/destroy', { deviceId: device.id }, elsewhere);
    const status = await firefox.get('/session/status', session);
    expect(status).toMatchObject({ status: 401, body: { code: 401, errno: 110 } });
    expect((await firefox.get(`/account/status?uid=${user.uid}`)).body).toEqual({ exists: true });
    const back = firefox.session((await firefox.signIn(user.email, password)).sessionToken);
    expect((await firefox.post('/account/device', { id: device.id, name: 'x' }, back)).body.errno).toBe(123);
    expect((await firefox.post('/account/device', { name: 'x' }, back)).status).toBe(200);
  });

  it('phone: everything that the Rust client calls, with the fields that its structs insist on (accounts.md §9.2, §9.4)', async () => {
    const page = new FxaClient(server.url, { scheme: 'bearer' });
    const phone = new FxaClient(server.url, { scheme: 'bearer', headers: { 'user-agent': 'Firefox-iOS-FxA/24' } });
    const user = await page.signUp(`phone-${engine.name}@example.org`, password);
    const scope = `profile ${oldsync} ${sessionScope}`;
    const { code, verifier, timestamp } = await authorize(page, user, clientIds.android, scope);
    const exchange = { grant_type: 'authorization_code', client_id: clientIds.android, code, code_verifier: verifier };
    const tokens = (await phone.post('/oauth/token', exchange)).body;
    strict(tokens, { access_token: 'string', scope: 'string', expires_in: 'number', refresh_token: 'string' });
    strict(tokens, { keys_jwe: 'string', session_token: 'string' });
    expect((await phone.post('/destroy', { token: tokens.access_token })).status).toBe(200);

    const refresh: ClientAuth = { scheme: 'header', value: `Bearer ${tokens.refresh_token}` };
    const registration = { name: 'Pixel', type: 'mobile', availableCommands: { [openUri]: 'bundle' } };
    const device = (await phone.post('/account/device', registration, refresh)).body;
    strict(device, {
      id: 'string',
      name: 'string',
      type: 'string',
      availableCommands: 'object',
      pushEndpointExpired: 'boolean',
    });

    const grant = (wanted: string) =>
      phone.post('/oauth/token', {
        grant_type: 'refresh_token',
        client_id: clientIds.android,
        refresh_token: tokens.refresh_token,
        scope: wanted,
      });
    const profileToken = (await grant('profile')).body.access_token;
    const profile = await withToken('/profile/v1/profile', profileToken, { 'if-none-match': '"\\"x\\""' });
    strict(profile.body, { uid: 'string', email: 'string', avatar: 'string', avatarDefault: 'boolean' });
    const syncToken = (await grant(oldsync)).body.access_token;
    const storage = await withToken('/token/1.0/sync/1.5', syncToken, { 'x-keyid': keyId(user.kB, timestamp) });
    strict(storage.body, { id: 'string', key: 'string', uid: 'number', api_endpoint: 'string', duration: 'number' });
    strict(storage.body, { hashed_fxa_uid: 'string' });
    expect(storage.headers.get('x-timestamp')).toMatch(/^\d+(\.\d+)?$/);

    for (const each of (await phone.get('/account/devices', refresh)).body) {
      strict(each, {
        id: 'string',
        name: 'string',
        type: 'string',
        isCurrentDevice: 'boolean',
        lastAccessTime: 'number',
      });
      strict(each, { location: 'object', availableCommands: 'object', pushEndpointExpired: 'boolean' });
      strict(each, { pushCallback: 'string?', pushPublicKey: 'string?', pushAuthKey: 'string?' });
    }
    const commands = (await phone.get('/account/device/commands?index=0', refresh)).body;
    strict(commands, { index: 'number', last: 'boolean', messages: 'array' });

    const session = phone.session(tokens.session_token);
    for (const each of (await phone.get('/account/attached_clients', session)).body) {
      strict(each, { clientId: 'string?', deviceId: 'string?', sessionTokenId: 'string?', refreshTokenId: 'string?' });
      strict(each, { isCurrentSession: 'boolean', deviceType: 'string?', name: 'string?', createdTime: 'number?' });
      strict(each, { lastAccessTime: 'number?', scope: 'array?', userAgent: 'string', os: 'string?' });
    }
    const copy = await phone.post('/session/duplicate', {}, session);
    strict(copy.body, { uid: 'string', sessionToken: 'string', authAt: 'number', verified: 'boolean' });

    const introspect = () =>
      phone.post('/introspect', { token_type_hint: 'refresh_token', token: tokens.refresh_token });
    expect((await introspect()).body.active).toBe(true);
    expect((await phone.post('/account/device/destroy', { id: device.id }, refresh)).status).toBe(200);
    expect((await introspect()).body).toMatchObject({ active: false });
    expect(await grant('profile')).toMatchObject({ status: 401, body: { code: 401, errno: 110 } });
    expect((await phone.get('/session/status', session)).status).toBe(401);
  });

  it('ffsclient: signs in, registers, fetches keys and renews (accounts.md §9.5)', async () => {
    const ffsclient = new FxaClient(server.url, { headers: { 'user-agent': 'firefox-sync-client' } });
    const registered = `FFS-${engine.name}@Example.org`;
    await ffsclient.signUp(registered, password);
    const typed = registered.toLowerCase();
    const login = (email: string) => {
      const { authPW } = stretchV1(email, password);
      return ffsclient.post('/account/login?keys=true', { email, authPW, reason: 'login' });
    };
    const refused = await login(typed);
    expect(refused).toMatchObject({ status: 400, body: { errno: 120, email: registered } });
    const { body } = await login(refused.body.email);
    strict(body, {
      uid: 'string',
      sessionToken: 'string',
      keyFetchToken: 'string',
      authAt: 'number',
      verified: 'boolean',
    });
    const session = ffsclient.session(body.sessionToken);
    const device = await ffsclient.post('/account/device', { name: 'Firefox-Sync-Client', type: 'cli' }, session);
    expect(device.status).toBe(200);
    const kB = await ffsclient.fetchKb(body.keyFetchToken, stretchV1(registered, password).unwrapBKey);
    const grant = {
      grant_type: 'fxa-credentials',
      client_id: clientIds.ffsclient,
      scope: oldsync,
      access_type: 'offline',
    };
    const tokens = (await ffsclient.post('/oauth/token', grant, session)).body;
    const renewed = await ffsclient.post('/oauth/token', { ...grant, refresh_token: tokens.refresh_token }, session);
    expect(renewed.status).toBe(200);
    const keyData = await ffsclient.post(
      '/account/scoped-key-data',
      { client_id: clientIds.ffsclient, scope: oldsync },
      session,
    );
    strict(keyData.body[oldsync], {
      identifier: 'string',
      keyRotationSecret: 'string',
      keyRotationTimestamp: 'number',
    });
    expect((await ffsclient.get('/session/status', session)).body).toMatchObject({ state: 'verified', uid: body.uid });
    const id = keyId(kB, keyData.body[oldsync].keyRotationTimestamp);
    const storage = await withToken('/token/1.0/sync/1.5', renewed.body.access_token, { 'x-keyid': id });
    expect(storage.body).toMatchObject({ hashalg: 'sha256', uid: expect.any(Number) });
  });

  it('PyFxA: account, session, keys and OAuth (accounts.md §9.5)', async () => {
    const python = new FxaClient(server.url, { headers: { 'user-agent': 'PyFxA' } });
    const email = `pyfxa-${engine.name}@example.org`;
    const { authPW, unwrapBKey } = stretchV1(email, password);
    const entropy = await python.post('/get_random_bytes', {});
    strict(entropy.body, { data: 'string' });
    strict((await python.post('/account/create?keys=true', { email, authPW })).body, {
      uid: 'string',
      sessionToken: 'string',
    });
    const { body } = await python.post('/account/login?keys=true', { email, authPW, reason: 'login' });
    strict(body, {
      uid: 'string',
      sessionToken: 'string',
      authAt: 'number',
      verified: 'boolean',
      keyFetchToken: 'string',
    });
    const session = python.session(body.sessionToken);
    const status = await python.get('/recovery_email/status', session);
    expect(status.body).toMatchObject({ email, verified: true });
    expect(Math.abs(Number(status.headers.get('timestamp')) - Date.now() / 1000)).toBeLessThan(100);
    expect(await python.fetchKb(body.keyFetchToken, unwrapBKey)).toMatch(/^[0-9a-f]{64}$/);
    const grant = { grant_type: 'fxa-credentials', client_id: clientIds.desktop, scope: 'profile' };
    const { access_token: token } = (await python.post('/oauth/token', grant, session)).body;
    expect((await python.post('/verify', { token })).body).toMatchObject({
      user: body.uid,
      client_id: clientIds.desktop,
    });
    expect((await withToken('/profile/v1/uid', token)).body).toEqual({ uid: body.uid });
    expect((await withToken('/profile/v1/email', token)).body).toEqual({ email });
    expect((await python.post('/destroy', { token })).status).toBe(200);
    expect((await python.post('/verify', { token })).status).toBe(400);
    expect((await python.post('/session/destroy', {}, session)).status).toBe(200);
    expect((await python.post('/account/destroy', { email, authPW })).status).toBe(200);
    expect((await python.post('/account/status', { email })).body.exists).toBe(false);
  });

  describe('any client', () => {
    it('gets no property `error` with success (accounts.md §3.7, §10.2.14)', async () => {
      const client = new FxaClient(server.url);
      const user = await client.signUp(`shape-${engine.name}@example.org`, password);
      const auth = client.session(user.sessionToken);
      for (const path of [
        '/session/status',
        '/account',
        '/account/devices',
        '/account/attached_clients',
        '/totp/exists',
      ]) {
        const { status, body } = await client.get(path, auth);
        expect(status).toBe(200);
        expect(JSON.stringify(body)).not.toContain('"error"');
      }
    });

    it('can derive the same kB-bound key on both sides of a sign-in (accounts.md §4.6)', async () => {
      const client = new FxaClient(server.url);
      const email = `derive-${engine.name}@example.org`;
      const [one, two] = [await client.signUp(email, password), await client.signIn(email, password)];
      const key = (kB: string) =>
        b64(Buffer.from(hkdfSync('sha256', Buffer.from(kB, 'hex'), '', 'identity.mozilla.com/picl/v1/oldsync', 64)));
      expect(key(one.kB)).toBe(key(two.kB));
    });
  });
});
