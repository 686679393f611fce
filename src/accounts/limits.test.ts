import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { FxaClient, stretchV1 } from '../../testing/fxa-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { createLimits } from './limits.ts';

describeOnEngines('limits (accounts.md §10.5)', (engine) => {
  let server: TestServer;
  let client: FxaClient;
  let now = Date.now();
  let stretched = 0;
  beforeAll(async () => {
    server = await startTestServer(engine, { overrides: { now: () => now } });
    client = new FxaClient(server.url);
    const { stretch } = server.ctx.passwords;
    server.ctx.passwords.stretch = (...args) => {
      stretched++;
      return stretch(...args);
    };
  });
  afterAll(() => server.stop());

  describe('wrong passwords', () => {
    const email = 'guessed@example.org';
    const guess = () => client.post('/account/login', { email, authPW: '0'.repeat(64) });

    it('are counted per account and stopped before scrypt: 429/114 with Retry-After', async () => {
      const user = await client.signUp(email, 'right');
      for (let i = 0; i < 10; i++) expect((await guess()).body.errno).toBe(103);
      stretched = 0;
      const stopped = await guess();
      expect(stopped).toMatchObject({ status: 429, body: { code: 429, errno: 114, retryAfter: expect.any(Number) } });
      expect(Number(stopped.headers.get('retry-after'))).toBe(stopped.body.retryAfter);
      expect((await client.post('/account/login', { email, authPW: stretchV1(email, 'right').authPW })).status).toBe(
        429,
      );
      expect(stretched).toBe(0);
      expect((await client.get('/session/status', client.session(user.sessionToken))).status).toBe(200);
    });

    it('let the owner in by a mailed code all the same', async () => {
      await client.post('/account/login/send_unblock_code', { email });
      const { code } = await server.ctx.db.query.selectFrom('account_codes').select('code').executeTakeFirstOrThrow();
      const login = (unblockCode: string) =>
        client.post('/account/login', { email, authPW: stretchV1(email, 'right').authPW, unblockCode });
      expect((await login('AAAAAAAA')).body.errno).toBe(127);
      expect((await login(code!.toLowerCase())).status).toBe(200);
      expect((await guess()).body.errno).toBe(103);
    });

    it('are forgotten after a quarter of an hour, and after the right one', async () => {
      now += 16 * 60_000;
      for (let round = 0; round < 2; round++) {
        for (let i = 0; i < 9; i++) expect((await guess()).body.errno).toBe(103);
        await client.signIn(email, 'right');
      }
    });

    it('stop also when many come at once', async () => {
      now += 16 * 60_000;
      const answers = await Promise.all(Array.from({ length: 20 }, guess));
      const errnos = answers.map(({ body }) => body.errno);
      expect(errnos.filter((errno) => errno === 103)).toHaveLength(10);
      expect(errnos.filter((errno) => errno === 114)).toHaveLength(10);
    });

    it('never reach scrypt for an unknown address', async () => {
      now += 16 * 60_000;
      stretched = 0;
      expect(
        (await client.post('/account/login', { email: 'no@example.org', authPW: '0'.repeat(64) })).body.errno,
      ).toBe(102);
      expect(stretched).toBe(0);
    });
  });

  it('stop somebody who tries many addresses', async () => {
    now += 16 * 60_000;
    const ask = (i: number) => client.post('/account/credentials/status', { email: `no-${i}@example.org` });
    for (let i = 0; i < 60; i++) expect((await ask(i)).body.errno).toBe(102);
    expect((await ask(60)).body.errno).toBe(114);
    expect((await client.post('/account/status', { email: 'guessed@example.org' })).status).toBe(429);
  });

  it('stop a flood of mails', async () => {
    now += 3_600_000;
    const email = 'flooded@example.org';
    await client.signUp(email, 'x');
    for (let i = 0; i < 10; i++) expect((await client.post('/password/forgot/send_otp', { email })).status).toBe(200);
    expect((await client.post('/password/forgot/send_otp', { email })).body.errno).toBe(114);
  });

  it('are shared by all workers and forget nothing at a restart', async () => {
    const one = createLimits(server.ctx.db, { ...server.ctx, enabled: true, now: () => now });
    const two = createLimits(server.ctx.db, { ...server.ctx, enabled: true, now: () => now });
    for (let i = 0; i < 10; i++) await (i % 2 ? one : two).spend('codeByCaller', 'shared');
    await expect(one.spend('codeByCaller', 'shared')).rejects.toMatchObject({ status: 429 });
    await expect(two.spend('codeByCaller', 'shared')).rejects.toMatchObject({ status: 429 });
    await two.clear('codeByCaller', 'shared');
    await one.spend('codeByCaller', 'shared');
  });

  it('are off when the owner says so', async () => {
    const off = createLimits(server.ctx.db, { ...server.ctx, enabled: false, now: () => now });
    for (let i = 0; i < 50; i++) await off.spend('codeByCaller', 'off');
    expect(
      await server.ctx.db.query.selectFrom('rate_limits').selectAll().where('name', 'like', '%off%').execute(),
    ).toEqual([]);
  });

  it('keep no addresses', async () => {
    const rows = await server.ctx.db.query.selectFrom('rate_limits').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/example|127\.0|::1/);
  });
});
