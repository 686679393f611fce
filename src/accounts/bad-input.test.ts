import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { type ClientAuth, FxaClient, type SignedIn } from '../../testing/fxa-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const h = (bytes: number) => randomBytes(bytes).toString('hex');
const email = 'bad@example.org';

/** A body that is right, by endpoint; each of its fields is then taken away or made wrong. */
const bodies: Record<string, Record<string, unknown>> = {
  '/account/create': { email: 'new@example.org', authPW: h(32) },
  '/account/login': { email, authPW: h(32) },
  '/account/status': { email },
  '/account/credentials/status': { email },
  '/account/destroy': { email, authPW: h(32) },
  '/account/scoped-key-data': { client_id: h(8), scope: 'profile' },
  '/account/device/destroy': { id: h(16) },
  '/account/devices/invoke_command': { target: h(16), command: 'x', payload: {} },
  '/account/devices/notify': { to: 'all', payload: {} },
  '/account/login/send_unblock_code': { email },
  '/account/login/reject_unblock_code': { uid: h(16), unblockCode: 'ABCDEFGH' },
  '/password/change/start': { email, oldAuthPW: h(32) },
  '/password/forgot/send_code': { email },
  '/password/forgot/send_otp': { email },
  '/password/forgot/verify_otp': { email, code: '12345678' },
  '/recovery_email/verify_code': { uid: h(16), code: h(16) },
  '/recovery_email': { email: 'other@example.org' },
  '/recovery_email/destroy': { email: 'other@example.org' },
  '/recovery_email/set_primary': { email: 'other@example.org' },
  '/recovery_email/secondary/verify_code': { email: 'other@example.org', code: '123456' },
  '/recoveryKey': { recoveryKeyId: h(16), recoveryData: 'x' },
  '/recoveryKey/verify': { recoveryKeyId: h(16) },
  '/session/reauth': { email, authPW: h(32) },
  '/session/verify/recoveryCode': { code: 'x' },
  '/session/verify/totp': { code: '123456' },
  '/session/verify_code': { code: '123456' },
};

/** Endpoints whose body may be empty, but is read. */
const optionalBodies = [
  '/account/attached_client/destroy',
  '/account/device',
  '/recoveryKey/exists',
  '/session/destroy',
];

const sessionOnly = [
  ['GET', '/account'],
  ['GET', '/account/attached_clients'],
  ['GET', '/account/attached_oauth_clients'],
  ['GET', '/account/device/commands'],
  ['GET', '/account/devices'],
  ['GET', '/account/keys'],
  ['GET', '/account/profile'],
  ['GET', '/account/sessions'],
  ['GET', '/password/forgot/status'],
  ['GET', '/recovery_email/status'],
  ['GET', '/recovery_emails'],
  ['GET', '/session/status'],
  ['GET', '/totp/exists'],
  ['POST', '/account/device'],
  ['POST', '/account/reset'],
  ['POST', '/password/change/finish'],
  ['POST', '/password/forgot/resend_code'],
  ['POST', '/password/forgot/verify_code'],
  ['POST', '/session/destroy'],
  ['POST', '/session/duplicate'],
  ['DELETE', '/recoveryKey'],
] as const;

describeOnEngines('bad input', (engine) => {
  let server: TestServer;
  let client: FxaClient;
  let user: SignedIn;
  let session: ClientAuth;
  let before: string;
  const everything = async () => {
    const tables = ['accounts', 'devices', 'device_commands', 'recovery_keys', 'totp', 'account_codes'] as const;
    const rows = await Promise.all(tables.map((table) => server.ctx.db.query.selectFrom(table).selectAll().execute()));
    return JSON.stringify(rows);
  };
  beforeAll(async () => {
    server = await startTestServer(engine, {
      env: { FOXDEN_RATE_LIMITS: 'off' },
    });
    client = new FxaClient(server.url, { scheme: 'bearer' });
    user = await client.signUp(email, 'pw');
    session = client.session(user.sessionToken);
    before = await everything();
  });
  afterAll(() => server.stop());

  it.each([...Object.keys(bodies), ...optionalBodies])(
    'POST %s refuses what is no JSON object: 400/106',
    async (path) => {
      for (const text of ['{', '[]', '"x"', 'null', '7', '{"a":1}x', '\u0000']) {
        const answer = await client.post(path, text, session);
        expect(answer, `${path} ${text}`).toMatchObject({ status: 400, body: { code: 400, errno: 106 } });
      }
    },
  );

  it.each(Object.entries(bodies))('POST %s names what is missing (108) or wrong (107)', async (path, good) => {
    for (const field of Object.keys(good)) {
      const { [field]: _, ...rest } = good;
      const missing = await client.post(path, rest, session);
      expect(missing, `without ${field}`).toMatchObject({ status: 400, body: { code: 400, errno: 108, param: field } });
      for (const wrong of [null, 7, true, [7], { $gt: '' }, 'x\u0000', 'é', 'A'.repeat(9000)]) {
        if (field === 'payload' && typeof wrong === 'object' && wrong !== null && !Array.isArray(wrong)) continue;
        if (typeof wrong === 'string' && ['scope', 'command', 'code', 'recoveryData', 'unblockCode'].includes(field))
          continue;
        const { status, body } = await client.post(path, { ...good, [field]: wrong }, session);
        expect({ status, code: body.code }, `${field}=${JSON.stringify(wrong)?.slice(0, 20)}`).toEqual({
          status: 400,
          code: 400,
        });
        expect([107, 108]).toContain(body.errno);
        expect(JSON.stringify(body), 'echoes nothing').not.toContain('AAAA');
      }
    }
  });

  it('refuses bodies that are too large: 413/113, and serves on', async () => {
    const answer = await client.post('/account/login', { email, authPW: 'a'.repeat(300_000) });
    expect(answer).toMatchObject({ status: 413, body: { code: 413, errno: 113 } });
    expect((await client.get('/session/status', session)).status).toBe(200);
  });

  it('ignores fields that it does not know (accounts.md §3.1)', async () => {
    const extras = { metricsContext: { flowId: 1 }, service: 'sync', reason: 'x', resume: 'y', __proto__x: 1 };
    const answer = await client.post('/account/status', { email, ...extras });
    expect(answer).toMatchObject({ status: 200, body: { exists: true } });
  });

  it('takes a prototype for nothing', async () => {
    const answer = await client.post('/account/login', `{"__proto__":{"email":"${email}","authPW":"${h(32)}"}}`);
    expect(answer).toMatchObject({ status: 400, body: { errno: 108 } });
  });

  it.each(sessionOnly)('%s %s answers 401 to wrong credentials, in JSON, without Retry-After', async (method, path) => {
    const others: (ClientAuth | undefined)[] = [
      undefined,
      client.session(h(32)),
      client.auth('keyFetchToken', h(32)),
      { scheme: 'header', value: `Bearer ${h(32)}` },
      { scheme: 'header', value: 'Hawk id="x"' },
      { scheme: 'header', value: `Hawk id="${h(32)}", ts="1", nonce="x", mac="y"` },
      { scheme: 'header', value: `Bearer fxs_${h(16)}` },
      { scheme: 'header', value: "Bearer fxs_' OR 1=1 --" },
    ];
    for (const auth of others) {
      const body = method === 'GET' ? undefined : '{}';
      const answer = await client.send(method, path, auth, body, { 'content-type': 'application/json' });
      expect({ status: answer.status, code: answer.body.code }, JSON.stringify(auth)).toEqual({
        status: 401,
        code: 401,
      });
      expect([109, 110]).toContain(answer.body.errno);
      expect(answer.headers.get('retry-after')).toBeNull();
    }
  });

  it('refuses addresses that are none', async () => {
    for (const wrong of [
      '',
      'x',
      '@',
      'a@',
      '@b',
      'a@b@c',
      'a b@c',
      'a@b\n',
      '<a@b>',
      'a@b,c@d',
      `${'x'.repeat(320)}@b`,
    ]) {
      const answer = await client.post('/account/create', { email: wrong, authPW: h(32) });
      expect(answer, JSON.stringify(wrong)).toMatchObject({ status: 400, body: { errno: 107 } });
    }
  });

  describe('afterwards', () => {
    it('nothing has changed', async () => {
      expect(await everything()).toBe(before);
    });

    it('no answer was a 5xx', () => {
      expect(server.logs.filter(({ level }) => level === 'error')).toEqual([]);
    });
  });
});
