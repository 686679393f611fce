import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { type ClientAuth, FxaClient, type SignedIn } from '../../testing/fxa-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { DatabaseBusyError } from '../database/retry.ts';

// Traps of accounts.md §10.2, §10.3 and client-traps.md §1 that no other suite of this folder is about.
describeOnEngines('client traps', (engine) => {
  let server: TestServer;
  let client: FxaClient;
  let user: SignedIn;
  let session: ClientAuth;
  beforeAll(async () => {
    server = await startTestServer(engine);
    client = new FxaClient(server.url);
    user = await client.signUp('traps@example.org', 'pw');
    session = client.session(user.sessionToken);
  });
  afterEach(() => vi.restoreAllMocks());
  afterAll(() => server.stop());

  const failing = (error: Error) =>
    vi.spyOn(server.ctx.db.query, 'selectFrom').mockImplementation(() => {
      throw error;
    });

  it('accounts.md §10.2.10: a busy database is 503/201 with Retry-After, never the 401 that signs people out', async () => {
    failing(new DatabaseBusyError(new Error('locked')));
    for (const path of [
      '/session/status',
      '/account/devices',
      '/account/attached_clients',
      '/account/device/commands',
    ]) {
      const answer = await client.get(path, session);
      expect(answer, path).toMatchObject({ status: 503, body: { code: 503, errno: 201 } });
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    }
  });

  it('accounts.md §10.2.10: a broken database is 500/999 and tells nothing of itself', async () => {
    failing(new Error('ER_SECRET: table accounts'));
    const answer = await client.get('/session/status', session);
    expect(answer).toMatchObject({ status: 500, body: { code: 500, errno: 999 } });
    expect(JSON.stringify(answer.body)).not.toContain('SECRET');
    expect(answer.headers.get('retry-after')).toBeNull();
  });

  it('accounts.md §10.2.11: account/status never says exists:false because the database failed', async () => {
    failing(new DatabaseBusyError(new Error('locked')));
    const { status, body } = await client.get(`/account/status?uid=${user.uid}`);
    expect(status).toBe(503);
    expect(body.exists).toBeUndefined();
  });

  it('accounts.md §10.2.13, client-traps.md §1.3: a refusal for good carries no Retry-After', async () => {
    const closed = await startTestServer(engine, { env: { FOXDEN_SIGNUPS: 'closed' } });
    const answer = await new FxaClient(closed.url).post('/account/create', {
      email: 'a@example.org',
      authPW: '0'.repeat(64),
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 403, errno: 202 } });
    expect(answer.headers.get('retry-after')).toBeNull();
    expect(answer.body.retryAfter).toBeUndefined();
    await closed.stop();
  });

  it('accounts.md §10.3.1, client-traps.md §1.4: no route that phones poll has a way to 403, whatever the caller', async () => {
    const unverified = client.session((await client.signIn('traps@example.org', 'pw')).sessionToken);
    await server.ctx.db.query.updateTable('sessions').set({ verified: 0 }).where('verified', '=', 1).execute();
    for (const auth of [
      session,
      unverified,
      undefined,
      { scheme: 'header', value: `Bearer ${'0'.repeat(64)}` } as const,
    ]) {
      for (const path of ['/account/device/commands?index=0', '/account/devices', '/account/attached_clients']) {
        expect([200, 401], path).toContain((await client.get(path, auth)).status);
      }
      expect([200, 401]).toContain((await client.post('/account/device', { name: 'x' }, auth)).status);
    }
    await server.ctx.db.query.updateTable('sessions').set({ verified: 1 }).where('verified', '=', 0).execute();
  });

  it('accounts.md §10.3.6: every error has its status in the body as well', async () => {
    for (const answer of [
      await client.get('/nothing'),
      await client.get('/session/status'),
      await client.post('/account/login', '{'),
      await client.post('/certificate/sign', {}),
    ]) {
      expect(answer.body).toMatchObject({ code: answer.status, errno: expect.any(Number), error: expect.any(String) });
      expect(answer.body.message).toBeTypeOf('string');
    }
  });

  it('client-traps.md §1.16: a hundred calls of a signed-in browser within a second are no flood', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => client.get('/session/status', session)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('accounts.md §3.1: GET requests with a content type and no body are fine', async () => {
    expect((await client.get('/session/status', session, { 'content-type': 'text/plain; charset=utf-8' })).status).toBe(
      200,
    );
  });
});
