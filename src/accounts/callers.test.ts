import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { FxaClient, type SignedIn, stretchV1 } from '../../testing/fxa-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const wrong = '0'.repeat(64);

describeOnEngines('a stranger can not lock the owner out (accounts.md §10.5)', (engine) => {
  let server: TestServer;
  let now = Date.now();
  let count = 0;
  let email: string;
  let user: SignedIn;
  beforeAll(async () => {
    server = await startTestServer(engine, {
      env: { FOXDEN_TRUSTED_PROXIES: 'loopback' },
      overrides: { now: () => now },
    });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    now += 2 * 86_400_000;
    email = `owner-${++count}@example.org`;
    user = await at('192.0.2.7').signUp(email, 'right');
    server.logs.length = 0;
  });

  const at = (address: string, headers = {}) =>
    new FxaClient(server.url, { headers: { 'X-Forwarded-For': address, ...headers } });
  const guess = (address: string, password = wrong) => at(address).post('/account/login', { email, authPW: password });
  const right = (client: FxaClient) =>
    client.post('/account/login', { email, authPW: stretchV1(email, 'right').authPW });
  const audited = (event: string) =>
    server.logs.filter(({ stream, message }) => stream === 'audit' && message === event);

  describe('by wrong passwords', () => {
    it('from one network: whoever asks elsewhere, or with a session, is counted apart', async () => {
      for (let i = 0; i < 10; i++) expect((await guess('203.0.113.1')).body.errno).toBe(103);
      expect((await guess('203.0.113.1')).status).toBe(429);
      expect(audited('RateLimited').map(({ fields }) => fields.uid)).toEqual([user.uid]);
      expect((await right(at('192.0.2.7'))).status).toBe(200);
      expect((await right(at('198.51.100.5'))).status).toBe(200);
      const session = at('203.0.113.1').session(user.sessionToken);
      const change = { email, oldAuthPW: stretchV1(email, 'right').authPW };
      expect((await at('203.0.113.1').post('/password/change/start', change, session)).status).toBe(200);
      expect(
        (await at('203.0.113.1').post('/session/reauth', { email, authPW: change.oldAuthPW }, session)).status,
      ).toBe(200);
    });

    it('from many networks: after a hundred strangers wait, and known networks and browsers do not', async () => {
      const cookie = (await right(at('192.0.2.7'))).headers.get('set-cookie')!;
      expect(cookie).toMatch(/; Path=\/v1; .*HttpOnly; SameSite=Strict/);
      for (let i = 0; i < 100; i++) expect((await guess(`203.0.113.${i % 20}`)).body.errno).toBe(103);
      for (const address of ['203.0.113.99', '198.51.100.5']) {
        expect((await right(at(address))).status).toBe(429);
      }
      expect((await right(at('192.0.2.7'))).status).toBe(200);
      expect((await right(at('198.51.100.6', { cookie: cookie.split(';')[0] }))).status).toBe(200);
      const forged = cookie.split(';')[0]!.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
      expect((await right(at('198.51.100.5', { cookie: forged }))).status).toBe(429);
      const elsewhere = at('198.51.100.5');
      await elsewhere.post('/account/login/send_unblock_code', { email });
      const { code } = (await server.ctx.accountAdministration.listPendingCodes()).find(
        (each) => each.uid === user.uid,
      )!;
      const unblocked = { email, authPW: stretchV1(email, 'right').authPW, unblockCode: code };
      expect((await elsewhere.post('/account/login', unblocked)).status).toBe(200);
      // From now on it is known there.
      expect((await right(elsewhere)).status).toBe(200);
    });
  });

  describe('by codes for a forgotten password', () => {
    const ask = (address: string) => at(address).post('/password/forgot/send_otp', { email });
    const type = (address: string, code: string) => at(address).post('/password/forgot/verify_otp', { email, code });
    const currentCode = async () =>
      (await server.ctx.accountAdministration.listPendingCodes()).find((each) => each.uid === user.uid)!.code;

    it('asked for again and again: the owner gets one at home, and elsewhere the last one stays good', async () => {
      for (let i = 0; i < 10; i++) expect((await ask('203.0.113.1')).status).toBe(200);
      expect((await ask('203.0.113.1')).status).toBe(429);
      const last = await currentCode();
      expect((await ask('198.51.100.5')).status).toBe(200);
      expect(await currentCode()).toBe(last);
      expect((await ask('192.0.2.7')).status).toBe(200);
      // Mailed once more, as nobody may replace it.
      expect(await currentCode()).toBe(last);
      expect((await type('198.51.100.5', await currentCode())).status).toBe(200);
    });

    it('typed wrong: the right one still counts, and each wrong one is in the audit log once', async () => {
      await ask('192.0.2.7');
      const code = await currentCode();
      const other = code === '00000000' ? '11111111' : '00000000';
      for (let i = 0; i < 10; i++) expect((await type('203.0.113.1', other)).body.errno).toBe(183);
      expect((await type('203.0.113.1', other)).status).toBe(429);
      expect(audited('CodeFailed').map(({ fields }) => [fields.uid, fields.purpose])).toEqual(
        Array(10).fill([user.uid, 'forgot-otp']),
      );
      expect(audited('RateLimited').map(({ fields }) => fields.uid)).toEqual([user.uid]);
      expect((await type('192.0.2.7', code)).status).toBe(200);
    });

    it('by a request of their own: the token that the owner began with stays good', async () => {
      const begun = await at('192.0.2.7').post('/password/forgot/send_code', { email });
      await at('203.0.113.1').post('/password/forgot/send_code', { email });
      const auth = at('192.0.2.7').auth('passwordForgotToken', begun.body.passwordForgotToken);
      const code = await currentCode();
      expect((await at('192.0.2.7').post('/password/forgot/verify_code', { code }, auth)).status).toBe(200);
    });
  });

  it('nor can strangers fill the database: there is a fixed number of counters', async () => {
    for (let i = 0; i < 50; i++) await server.ctx.limits.spend('unknownFromAddress', `network ${i}`);
    const rows = await server.ctx.db.query.selectFrom('rate_limits').selectAll().execute();
    expect(rows.length).toBeGreaterThan(40);
    for (const { name } of rows) expect(name).toMatch(/^\w+:[0-9a-f]{4}$/);
  });

  it('and an account is known at twenty networks at most', async () => {
    for (let i = 0; i < 25; i++) {
      now += 60_000;
      expect((await right(at(`198.51.100.${i}`))).status).toBe(200);
    }
    const rows = await server.ctx.db.query
      .selectFrom('known_networks')
      .selectAll()
      .where('uid', '=', user.uid)
      .execute();
    expect(rows).toHaveLength(20);
    expect(Math.max(...rows.map((row) => row.seen_at))).toBe(now);
    expect(JSON.stringify(rows)).not.toContain('198.51');
  });
});
