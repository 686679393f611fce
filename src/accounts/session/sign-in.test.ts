import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { clientToken, FxaClient, openBundle, stretchV1, stretchV2, wrap } from '../../../testing/fxa-client.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

const password = 'pässwörd';

describeOnEngines('sign-up and sign-in', (engine) => {
  let server: TestServer;
  let desktop: FxaClient;
  let mobile: FxaClient;
  beforeAll(async () => {
    server = await startTestServer(engine);
    desktop = new FxaClient(server.url);
    mobile = new FxaClient(server.url, { scheme: 'bearer' });
  });
  afterAll(() => server.stop());

  it('signs up and gives the same keys at every sign-in (accounts.md §3.4, §4.5)', async () => {
    const created = await desktop.signUp('andré@example.org', password);
    expect(created).toMatchObject({ verified: true, emailVerified: true, sessionVerified: true });
    expect(created.uid).toMatch(/^[0-9a-f]{32}$/);
    expect(Math.abs(created.authAt - Date.now() / 1000)).toBeLessThan(100);
    const again = await mobile.signIn('andré@example.org', password);
    expect(again.uid).toBe(created.uid);
    expect(again.kB).toBe(created.kB);
    expect(again.sessionToken).not.toBe(created.sessionToken);
  });

  it('gives no keys unless asked for', async () => {
    const email = 'nokeys@example.org';
    const { body } = await desktop.post('/account/create', { email, authPW: stretchV1(email, password).authPW });
    expect(body.keyFetchToken).toBeUndefined();
    expect(body.sessionToken).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuses an address that has an account: 400/101', async () => {
    await desktop.signUp('twice@example.org', password);
    const { authPW } = stretchV1('Twice@example.org', password);
    const { status, body } = await desktop.post('/account/create', { email: 'Twice@example.org', authPW });
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { code: 400, errno: 101, email: 'twice@example.org' },
    });
  });

  it('lets one of two sign-ups at once win', async () => {
    const email = 'race@example.org';
    const create = () => desktop.post('/account/create', { email, authPW: stretchV1(email, password).authPW });
    const answers = await Promise.all([create(), create()]);
    expect(answers.map(({ body }) => body.errno ?? 0).sort()).toEqual([0, 101]);
  });

  it('tells unknown address 400/102 and wrong password 400/103', async () => {
    const unknown = await desktop.post('/account/login', { email: 'nobody@example.org', authPW: 'a'.repeat(64) });
    expect(unknown).toMatchObject({ status: 400, body: { errno: 102, email: 'nobody@example.org' } });
    await desktop.signUp('wrong@example.org', password);
    const wrong = await desktop.post('/account/login', { email: 'wrong@example.org', authPW: 'a'.repeat(64) });
    expect(wrong).toMatchObject({ status: 400, body: { errno: 103, email: 'wrong@example.org' } });
  });

  it('asks for the registered spelling, 400/120, with which the client gets in (ffsclient, PyFxA)', async () => {
    const created = await desktop.signUp('Mixed@Example.org', password);
    const email = 'mixed@example.org';
    const first = await desktop.post('/account/login', { email, authPW: stretchV1(email, password).authPW });
    expect(first).toMatchObject({ status: 400, body: { errno: 120, email: 'Mixed@Example.org' } });
    expect((await desktop.signIn(email, password)).kB).toBe(created.kB);
  });

  it('takes a matching password whatever the spelling of the address', async () => {
    await desktop.signUp('Any@example.org', password);
    const { authPW } = stretchV1('Any@example.org', password);
    expect((await desktop.post('/account/login', { email: 'aNY@example.org', authPW })).status).toBe(200);
  });

  it('gives keys out once, by Hawk or typed Bearer (accounts.md §3.2, §3.3)', async () => {
    for (const client of [desktop, mobile]) {
      const { body } = await client.post('/account/login?keys=true', {
        email: 'andré@example.org',
        authPW: stretchV1('andré@example.org', password).authPW,
      });
      const auth = client.auth('keyFetchToken', body.keyFetchToken);
      expect((await client.get('/account/keys', auth)).status).toBe(200);
      expect(await client.get('/account/keys', auth)).toMatchObject({ status: 401, body: { code: 401, errno: 110 } });
    }
  });

  it('serves both versions of a password (accounts.md §4.2)', async () => {
    const email = 'v2@example.org';
    const clientSalt = `identity.mozilla.com/picl/v1/quickStretchV2:${'0123456789abcdef'.repeat(2)}`;
    const [v1, v2] = [stretchV1(email, password), stretchV2(clientSalt, password)];
    const kB = '5'.repeat(64);
    const { status, body } = await desktop.post('/account/create?keys=true', {
      email,
      authPW: v1.authPW,
      wrapKb: wrap(kB, v1.unwrapBKey),
      authPWVersion2: v2.authPW,
      wrapKbVersion2: wrap(kB, v2.unwrapBKey),
      clientSalt,
    });
    expect(status).toBe(200);
    expect(await desktop.fetchKb(body.keyFetchToken, v1.unwrapBKey)).toBe(kB);
    expect(await desktop.fetchKb(body.keyFetchTokenVersion2, v2.unwrapBKey)).toBe(kB);
    const state = await desktop.post('/account/credentials/status', { email });
    expect(state.body).toEqual({ upgradeNeeded: false, currentVersion: 'v2', clientSalt });
    const login = await desktop.post('/account/login?keys=true', { email, authPW: v2.authPW });
    expect(await desktop.fetchKb(login.body.keyFetchTokenVersion2, v2.unwrapBKey)).toBe(kB);
    expect((await desktop.signIn(email, password)).kB).toBe(kB);
    const half = { email: 'half@example.org', authPW: v1.authPW, authPWVersion2: v2.authPW };
    expect(await desktop.post('/account/create', half)).toMatchObject({ status: 400, body: { errno: 107 } });
  });

  it('says v1 for an account that never sent version 2, and 102 for none', async () => {
    const { body } = await desktop.post('/account/credentials/status', { email: 'andré@example.org' });
    expect(body).toEqual({ upgradeNeeded: false, currentVersion: 'v1' });
    expect((await desktop.post('/account/credentials/status', { email: 'no@example.org' })).body.errno).toBe(102);
  });

  it('tells whether an account exists, and no for nonsense (accounts.md §2.10, §10.2.11)', async () => {
    const { uid, sessionToken } = await desktop.signIn('andré@example.org', password);
    const exists = async (path: string) => (await desktop.get(path)).body;
    expect(await exists(`/account/status?uid=${uid}`)).toEqual({ exists: true });
    expect(await exists(`/account/status?uid=${'0'.repeat(32)}`)).toEqual({ exists: false });
    for (const uid of ['%00x', '%F0%9F%92%A5', '__proto__']) {
      expect(await exists(`/account/status?uid=${uid}`)).toEqual({ exists: false });
    }
    expect((await desktop.get('/account/status', desktop.session(sessionToken))).body.exists).toBe(true);
    expect(await desktop.get('/account/status')).toMatchObject({ status: 400, body: { errno: 108, param: 'uid' } });
    expect((await desktop.post('/account/status', { email: 'ANDRÉ@example.org' })).body.exists).toBe(true);
    expect((await desktop.post('/account/status', { email: 'nobody@example.org' })).body.exists).toBe(false);
  });

  it('gives rotation data that stays the same from sign-in to sign-in (accounts.md §4.6, §10.2.9)', async () => {
    const scope = 'https://identity.mozilla.com/apps/oldsync';
    const ask = async (client: FxaClient) => {
      const { sessionToken } = await client.signIn('andré@example.org', password);
      const body = { client_id: '5882386c6d801776', scope: `${scope} profile` };
      return (await client.post('/account/scoped-key-data', body, client.session(sessionToken))).body;
    };
    const first = await ask(desktop);
    expect(Object.keys(first)).toEqual([scope]);
    expect(first[scope]).toMatchObject({ identifier: scope, keyRotationSecret: '0'.repeat(64) });
    expect(first[scope].keyRotationTimestamp).toBeGreaterThan(1_600_000_000_000);
    expect(await ask(mobile)).toEqual(first);
  });

  it('refuses scoped keys for unknown clients 400/162 and clients that may not have them 400/163', async () => {
    const { sessionToken } = await desktop.signIn('andré@example.org', password);
    const ask = (client_id: string, scope: string) =>
      desktop.post('/account/scoped-key-data', { client_id, scope }, desktop.session(sessionToken));
    const oldsync = 'https://identity.mozilla.com/apps/oldsync';
    expect(await ask('0123456789abcdef', oldsync)).toMatchObject({ status: 400, body: { errno: 162 } });
    const refused = await ask('98e6508e88680e1a', oldsync);
    expect(refused).toMatchObject({ status: 400, body: { errno: 163, invalidScopes: oldsync } });
    expect((await ask('5882386c6d801776', 'profile')).body).toEqual({});
  });

  it('deletes an account with all that belongs to it', async () => {
    const email = 'gone@example.org';
    const { uid, sessionToken } = await desktop.signUp(email, password);
    await desktop.post('/account/device', { name: 'x', type: 'desktop' }, desktop.session(sessionToken));
    const { authPW } = stretchV1(email, password);
    expect((await desktop.post('/account/destroy', { email, authPW: 'b'.repeat(64) })).body.errno).toBe(103);
    expect(await desktop.post('/account/destroy', { email, authPW })).toMatchObject({ status: 200, body: {} });
    expect((await desktop.get('/session/status', desktop.session(sessionToken))).body.errno).toBe(110);
    expect((await desktop.get(`/account/status?uid=${uid}`)).body).toEqual({ exists: false });
    for (const table of ['accounts', 'sessions', 'devices', 'account_tokens'] as const) {
      const rows = await server.ctx.db.query.selectFrom(table).selectAll().where('uid', '=', uid).execute();
      expect(rows, table).toEqual([]);
    }
  });

  it("refuses to delete another person's account with one's own session", async () => {
    const { sessionToken } = await desktop.signIn('andré@example.org', password);
    const email = 'twice@example.org';
    const { authPW } = stretchV1(email, password);
    const answer = await desktop.post('/account/destroy', { email, authPW }, desktop.session(sessionToken));
    expect(answer).toMatchObject({ status: 401, body: { errno: 110 } });
  });

  it('keeps neither tokens nor their ids, nor what the password opens', async () => {
    const { sessionToken, keyFetchToken, kB } = await desktop.signUp('secret@example.org', password);
    const { body } = await desktop.post('/account/login?keys=true', {
      email: 'secret@example.org',
      authPW: stretchV1('secret@example.org', password).authPW,
    });
    const tables = ['accounts', 'sessions', 'account_tokens'] as const;
    const rows = await Promise.all(tables.map((t) => server.ctx.db.query.selectFrom(t).selectAll().execute()));
    const stored = JSON.stringify(rows);
    const keys = await desktop.get('/account/keys', desktop.auth('keyFetchToken', body.keyFetchToken));
    const { wrapKb } = openBundle(body.keyFetchToken, keys.body.bundle);
    for (const secret of [
      sessionToken,
      clientToken('sessionToken', sessionToken).id,
      keyFetchToken,
      body.keyFetchToken,
      clientToken('keyFetchToken', body.keyFetchToken).id,
      kB,
      wrapKb,
      stretchV1('secret@example.org', password).authPW,
    ]) {
      expect(stored).not.toContain(secret);
    }
  });

  it('logs no addresses, tokens or passwords', () => {
    const logged = JSON.stringify(server.logs);
    expect(logged).toContain('AccountCreated');
    expect(logged).not.toMatch(/example\.org|Hawk |fxs_|authPW/);
  });
});
