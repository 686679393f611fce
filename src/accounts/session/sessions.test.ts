import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { clientToken, FxaClient, type SignedIn, stretchV1 } from '../../../testing/fxa-client.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

const email = 'sessions@example.org';
const password = 'correct horse';

describeOnEngines('sessions', (engine) => {
  let server: TestServer;
  let desktop: FxaClient;
  let mobile: FxaClient;
  let user: SignedIn;
  beforeAll(async () => {
    server = await startTestServer(engine);
    desktop = new FxaClient(server.url, { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/153.0' } });
    mobile = new FxaClient(server.url, { scheme: 'bearer' });
    await desktop.signUp(email, password);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    user = await desktop.signIn(email, password);
  });

  it('tells the state by Hawk and by typed Bearer (accounts.md §3.2, §3.3)', async () => {
    for (const client of [desktop, mobile]) {
      const { status, body } = await client.get('/session/status', client.session(user.sessionToken));
      expect(status).toBe(200);
      expect(body).toMatchObject({ state: 'verified', uid: user.uid, details: { sessionVerified: true } });
    }
  });

  it('sends Timestamp, Date and no-store with every answer (accounts.md §3.1, §10.2.12)', async () => {
    for (const { headers } of [
      await desktop.get('/session/status', desktop.session(user.sessionToken)),
      await desktop.get('/session/status'),
      await desktop.get('/nothing/here'),
    ]) {
      expect(headers.get('timestamp')).toMatch(/^\d{10}$/);
      expect(headers.get('date')).not.toBeNull();
      expect(headers.get('cache-control')).toContain('no-store');
    }
  });

  it('answers 401/110 to unknown tokens and to none (accounts.md §10.2.10)', async () => {
    const unknown = await desktop.get('/session/status', desktop.session('f'.repeat(64)));
    expect(unknown).toMatchObject({ status: 401, body: { code: 401, errno: 110 } });
    for (const value of [undefined, 'Basic eDp5', 'Bearer fxs_12', `Bearer fxk_${'0'.repeat(64)}`, 'Bearer']) {
      const auth = value === undefined ? undefined : ({ scheme: 'header', value } as const);
      const answer = await desktop.get('/session/status', auth);
      expect(answer, String(value)).toMatchObject({ status: 401, body: { code: 401 } });
      expect([109, 110]).toContain(answer.body.errno);
      expect(answer.headers.get('retry-after')).toBeNull();
    }
  });

  it('answers 401/109 to a wrong Hawk MAC or payload hash', async () => {
    const { id } = clientToken('sessionToken', user.sessionToken);
    const value = `Hawk id="${id}", ts="${Math.floor(Date.now() / 1000)}", nonce="x", mac="AAAA"`;
    expect(await desktop.get('/session/status', { scheme: 'header', value })).toMatchObject({
      status: 401,
      body: { errno: 109 },
    });
    const signed = desktop.authorization(desktop.session(user.sessionToken), 'POST', '/session/duplicate', '{}');
    const changed = await desktop.post('/session/duplicate', { reason: 'forged' }, { scheme: 'header', value: signed });
    expect(changed).toMatchObject({ status: 401, body: { errno: 109 } });
  });

  it('accepts a Hawk time stamp however wrong the clock is (accounts.md §3.2)', async () => {
    const now = Date.now;
    Date.now = () => now() - 20 * 365 * 86_400_000;
    const request = desktop.get('/session/status', desktop.session(user.sessionToken));
    Date.now = now;
    expect((await request).status).toBe(200);
  });

  it('ends a session with its device and access tokens (accounts.md §2.11, §5.8)', async () => {
    const auth = desktop.session(user.sessionToken);
    const { body: device } = await desktop.post('/account/device', { name: 'one', type: 'desktop' }, auth);
    await server.ctx.db.query
      .insertInto('access_tokens')
      .values({
        jti_hash: 'a'.repeat(64),
        uid: user.uid,
        client_id: '5882386c6d801776',
        scope: 'profile',
        session_id_hash: (await server.ctx.db.query
          .selectFrom('devices')
          .select('session_id_hash')
          .where('id', '=', device.id)
          .executeTakeFirstOrThrow())!.session_id_hash,
        refresh_token_hash: null,
        created_at: 1,
        expires_at: 9_999_999_999_999,
      })
      .execute();
    expect(await desktop.post('/session/destroy?service=sync', {}, auth)).toMatchObject({ status: 200, body: {} });
    expect((await desktop.get('/session/status', auth)).body.errno).toBe(110);
    const other = await desktop.signIn(email, password);
    const { body: list } = await desktop.get('/account/devices', desktop.session(other.sessionToken));
    expect(list).toEqual([]);
    expect(await server.ctx.db.query.selectFrom('access_tokens').selectAll().execute()).toEqual([]);
  });

  it('ends another session of the account by its id, and nobody else’s', async () => {
    const other = await desktop.signIn(email, password);
    const stranger = await desktop.signUp(`stranger-${engine.name}@example.org`, password);
    const destroy = (token: string) =>
      desktop.post(
        '/session/destroy',
        { customSessionToken: clientToken('sessionToken', token).id },
        desktop.session(user.sessionToken),
      );
    expect((await destroy(stranger.sessionToken)).body.errno).toBe(110);
    expect((await desktop.get('/session/status', desktop.session(stranger.sessionToken))).status).toBe(200);
    expect((await destroy(other.sessionToken)).status).toBe(200);
    expect((await desktop.get('/session/status', desktop.session(other.sessionToken))).status).toBe(401);
    expect((await desktop.get('/session/status', desktop.session(user.sessionToken))).status).toBe(200);
  });

  it('duplicates a session with its age and state (accounts.md §3.4)', async () => {
    const { body } = await mobile.post('/session/duplicate', {}, mobile.session(user.sessionToken));
    expect(body).toMatchObject({ uid: user.uid, authAt: user.authAt, verified: true });
    expect(body.sessionToken).not.toBe(user.sessionToken);
    expect((await mobile.get('/session/status', mobile.session(body.sessionToken))).status).toBe(200);
  });

  it('takes the password again for a session that goes on, with keys', async () => {
    const { authPW, unwrapBKey } = stretchV1(email, password);
    const auth = desktop.session(user.sessionToken);
    const { status, body } = await desktop.post('/session/reauth?keys=true', { email, authPW }, auth);
    expect(status).toBe(200);
    expect(body.sessionToken).toBeUndefined();
    expect(await desktop.fetchKb(body.keyFetchToken, unwrapBKey)).toBe(user.kB);
    const wrong = await desktop.post('/session/reauth', { email, authPW: '0'.repeat(64) }, auth);
    expect(wrong).toMatchObject({ status: 400, body: { errno: 103 } });
  });

  it('locks a disabled account out of everything, and only that', async () => {
    const locked = await desktop.signUp(`locked-${engine.name}@example.org`, password);
    await server.ctx.db.query.updateTable('accounts').set({ disabled_at: 1 }).where('uid', '=', locked.uid).execute();
    expect((await desktop.get('/session/status', desktop.session(locked.sessionToken))).body.errno).toBe(110);
    const { authPW } = stretchV1(locked.email, password);
    expect((await desktop.post('/account/login', { email: locked.email, authPW })).body.errno).toBe(121);
    expect((await desktop.get(`/account/status?uid=${locked.uid}`)).body).toEqual({ exists: true });
  });

  it('notes the last use every five minutes only: one statement a request otherwise', async () => {
    const auth = desktop.session(user.sessionToken);
    server.statements.length = 0;
    await desktop.get('/session/status', auth);
    expect(server.statements).toHaveLength(1);
    await server.ctx.db.query.updateTable('sessions').set({ last_access_at: 5 }).where('uid', '=', user.uid).execute();
    server.statements.length = 0;
    await desktop.get('/session/status', auth);
    expect(server.statements).toHaveLength(2);
    const { body } = await desktop.get('/account/attached_clients', auth);
    expect(body[0]).toMatchObject({ isCurrentSession: true });
    expect(body[0].lastAccessTime).toBeGreaterThan(1_600_000_000_000);
  });

  it('tells that mail addresses are verified at once (client-traps.md §1.7)', async () => {
    const { body } = await desktop.get('/recovery_email/status', desktop.session(user.sessionToken));
    expect(body).toMatchObject({ email, verified: true, emailVerified: true, sessionVerified: true });
  });

  it('answers 404/116 below /v1 and 410/116 for BrowserID, always in JSON', async () => {
    expect(await desktop.get('/nothing/here')).toMatchObject({ status: 404, body: { code: 404, errno: 116 } });
    expect(await desktop.get('/account/create')).toMatchObject({ status: 404, body: { errno: 116 } });
    expect(await desktop.post('/certificate/sign', {})).toMatchObject({ status: 410, body: { code: 410, errno: 116 } });
    expect((await desktop.post('/get_random_bytes', {})).body.data).toMatch(/^[0-9a-f]{64}$/);
  });
});
