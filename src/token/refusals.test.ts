import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import {
  issueAccessToken,
  saveAccount,
  type TestAccount,
  testAccount,
  tokenHeaders,
} from '../../testing/token/token-client.ts';
import { randomHex } from '../crypto/random.ts';

describeOnEngines('refusals of the token server (sync15.md §17.9)', (engine) => {
  let server: TestServer;
  let account: TestAccount;
  let good: Record<string, string>;
  beforeAll(async () => {
    server = await startTestServer(engine);
    account = testAccount();
    await saveAccount(server.ctx, account);
    good = tokenHeaders(await issueAccessToken(server.ctx, account), account);
  });
  afterAll(() => server.stop());

  const ask = async (headers: Record<string, string>, path = '/1.0/sync/1.5', method = 'GET') => {
    const response = await fetch(server.url + path, { headers, method });
    const body = (await response.json()) as { status: string; errors: Record<string, string>[] };
    expect(response.headers.get('x-timestamp')).toMatch(/^\d+$/);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    if (response.status === 401) expect(response.headers.get('www-authenticate')).toBe('Bearer');
    return { code: response.status, status: body.status, ...body.errors?.[0] };
  };
  const without = (name: string) => Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));

  it('401 error: no Authorization', async () => {
    const expected = { code: 401, status: 'error', location: 'body', name: '', description: 'Unauthorized' };
    expect(await ask({})).toEqual(expected);
  });

  it.each(['Basic YTpi', 'Hawk id="a"', 'BrowserID abc', 'Bearer', 'Bearer '])('401 error: %j', async (value) => {
    expect(await ask({ ...good, Authorization: value })).toMatchObject({
      code: 401,
      status: 'error',
      description: 'Unsupported',
    });
  });

  it('401 invalid-credentials: no JWT, or without the scope', async () => {
    const opaque = { ...good, Authorization: `Bearer ${randomHex(32)}` };
    expect(await ask(opaque)).toMatchObject({ code: 401, status: 'invalid-credentials' });
    for (const scope of ['profile', 'https://identity.mozilla.com/apps/oldsync2', '', undefined]) {
      const token = await issueAccessToken(server.ctx, account, { claims: { scope } });
      expect(await ask(tokenHeaders(token, account))).toMatchObject({ code: 401, status: 'invalid-credentials' });
    }
  });

  it('401 invalid-key-id: X-KeyID missing', async () => {
    expect(await ask(without('X-KeyID'))).toMatchObject({ code: 401, status: 'invalid-key-id' });
  });

  it.each(['x-qqo', '1234', '12-a', '12-a+b'])('401 invalid-credentials: X-KeyID %j', async (value) => {
    expect(await ask({ ...good, 'X-KeyID': value })).toMatchObject({ code: 401, status: 'invalid-credentials' });
  });

  it('400 error: X-Client-State with wrong characters or length', async () => {
    for (const value of ['not hex!', 'a'.repeat(33)]) {
      expect(await ask({ ...good, 'X-Client-State': value })).toEqual({
        code: 400,
        status: 'error',
        location: 'header',
        name: 'X-Client-State',
        description: 'Invalid client state value',
      });
    }
  });

  it('401 invalid-client-state: X-Client-State differs from X-KeyID', async () => {
    const refused = await ask({ ...good, 'X-Client-State': 'abcd' });
    expect(refused).toMatchObject({ code: 401, status: 'invalid-client-state' });
    const response = await fetch(`${server.url}/1.0/sync/1.5`, {
      headers: { ...good, 'X-Client-State': account.clientState },
    });
    expect(response.status).toBe(200);
  });

  it('404 error: unknown application or version, told only to those with a good token (sync15.md §17.3)', async () => {
    expect(await ask(good, '/1.0/push/1.5')).toEqual({
      code: 404,
      status: 'error',
      location: 'url',
      name: 'application',
      description: 'Unsupported application',
    });
    expect(await ask(good, '/token/1.0/sync/1.1')).toEqual({
      code: 404,
      status: 'error',
      location: 'url',
      name: '1.1',
      description: 'Unsupported application version',
    });
    expect(await ask({}, '/1.0/push/1.5')).toMatchObject({ code: 401 });
    expect(await ask({ ...good, 'X-KeyID': 'x' }, '/1.0/push/1.5')).toMatchObject({ code: 401 });
  });

  it('405: other methods', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      expect(await ask(good, '/1.0/sync/1.5', method)).toMatchObject({ code: 405, status: 'error' });
    }
  });

  it('none: an unusable duration, which is ignored; a good one is capped', async () => {
    for (const [asked, given] of [
      ...['0', '-5', 'abc', '1.5', '', '5&duration=6', '9'.repeat(400)].map((unusable) => [unusable, 3600] as const),
      ['60', 60],
      ['3601', 3600],
      ['99999999999999999999', 3600],
    ]) {
      const response = await fetch(`${server.url}/1.0/sync/1.5?duration=${asked}`, { headers: good });
      expect(((await response.json()) as { duration: number }).duration).toBe(given);
    }
  });

  it('503 with Retry-After: no node has room (sync15.md §17.7)', async () => {
    await server.ctx.db.query.updateTable('nodes').set({ downed: 1 }).execute();
    const newcomer = testAccount();
    await saveAccount(server.ctx, newcomer);
    const headers = tokenHeaders(await issueAccessToken(server.ctx, newcomer), newcomer);
    const response = await fetch(`${server.url}/1.0/sync/1.5`, { headers });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
    await server.ctx.db.query.updateTable('nodes').set({ downed: 0 }).execute();
    expect((await fetch(`${server.url}/1.0/sync/1.5`, { headers })).status).toBe(200);
  });

  it('change nothing', async () => {
    const newcomer = testAccount();
    await saveAccount(server.ctx, newcomer);
    const headers = tokenHeaders(await issueAccessToken(server.ctx, newcomer), newcomer);
    await ask({ ...headers, 'X-KeyID': 'x' });
    await ask({ ...headers, 'X-Client-State': 'not hex!' });
    const rows = await server.ctx.db.query
      .selectFrom('users')
      .where('email', 'like', `${newcomer.uid}@%`)
      .selectAll()
      .execute();
    expect(rows).toEqual([]);
  });

  it('log neither token nor account', async () => {
    const text = JSON.stringify(server.logs);
    expect(text).not.toContain(good.Authorization!.slice(7));
    expect(text).not.toContain(account.uid);
  });
});
