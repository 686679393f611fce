import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { freePort } from '../../testing/free-port.ts';
import { ask, OldBrowser } from '../../testing/legacy/old-browser.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { purge } from '../worker/jobs/purge.ts';

describeOnEngines('Sync 1.1 on bad days', (engine) => {
  const servers: TestServer[] = [];
  async function start(
    env: Record<string, string> = {},
    overrides: NonNullable<Parameters<typeof startTestServer>[1]>['overrides'] = {},
  ): Promise<TestServer> {
    const server = await startTestServer(engine, { env, overrides: { ...overrides } });
    servers.push(server);
    return server;
  }
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

  it('tells that no mail can be sent, by 503, and goes on (sync11.md §1.4)', async () => {
    const port = await freePort();
    const server = await start({ FOXDEN_SMTP_URL: `smtp://localhost:${port}`, FOXDEN_RATE_LIMITS: 'off' });
    const joe = await new OldBrowser(server.url).signUp();
    const request = () => ask(server.url, 'GET', `/user/1.0/${joe.name}/password_reset`);
    const refused = await request();
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '1800']);
    expect(Number(refused.headers['x-weave-timestamp'])).toBeGreaterThan(1e9);
    const form = await ask(server.url, 'POST', '/weave-password-reset', {
      body: new URLSearchParams({ username: joe.name }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    // The form tells nobody which accounts there are.
    expect([form.status, form.text]).toEqual([200, expect.stringContaining('If there is such an account')]);
    // One that hangs up says no more than one that isn't there.
    const rude = createServer((socket) => socket.end('554 no\r\n')).listen(port, 'localhost');
    await once(rude, 'listening');
    expect((await request()).status).toBe(503);
    rude.close();
    expect((await joe.sync('GET', '/info/collections')).status).toBe(200);
    expect(JSON.stringify(server.logs)).not.toContain(joe.mail);
  });

  it('answers 503 to writes when the database has no room, stores nothing, and goes on when it has (sync11.md §1.2)', async () => {
    let free = 1e12;
    const server = await start({ FOXDEN_RATE_LIMITS: 'off' }, { freeOn: () => free });
    const joe = await new OldBrowser(server.url).signUp();
    const record = { id: 'one', payload: 'x' };
    await joe.sync('PUT', '/storage/prefs/kept', { payload: 'kept' });
    // The look at the disk is remembered for a moment; only SQLite's is this machine's.
    if (engine.name !== 'sqlite') return;
    free = 0;
    await expect.poll(async () => (await joe.sync('PUT', '/storage/prefs/one', record)).status).toBe(503);
    for (const write of [
      joe.sync('PUT', '/storage/bookmarks/one', record),
      joe.sync('POST', '/storage/bookmarks', [record]),
      joe.sync('POST', '/storage/bookmarks', record),
    ]) {
      const { status, headers } = await write;
      expect(status).toBe(503);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(Object.keys((await joe.sync('GET', '/info/collections')).json as object)).toEqual(['prefs']);
    expect((await joe.sync('GET', '/info/collections')).status).toBe(200);
    expect((await joe.sync('DELETE', '/storage/prefs/kept')).status).toBe(200);
    free = 1e12;
    await expect.poll(async () => (await joe.sync('POST', '/storage/bookmarks', [record])).status).toBe(200);
  });

  it('breaks off a write whose statement fails with 503, and nothing of it is there (sync11.md §1.2)', async () => {
    const server = await start({ FOXDEN_RATE_LIMITS: 'off' });
    const joe = await new OldBrowser(server.url).signUp();
    await joe.sync('PUT', '/storage/prefs/kept', { payload: 'kept' });
    const fail = async (): Promise<never> => {
      throw Object.assign(new Error('the database is away'), {
        code: engine.name === 'sqlite' ? 'SQLITE_BUSY' : 'ECONNREFUSED',
      });
    };
    const { legacy } = server.ctx.storage;
    const { post, put } = legacy;
    Object.assign(legacy, { post: fail, put: fail });
    for (const answer of [
      await joe.sync('POST', '/storage/prefs', [{ id: 'one', payload: 'x' }]),
      await joe.sync('PUT', '/storage/prefs/kept', { payload: 'changed' }),
    ]) {
      expect(answer.status).toBe(503);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(answer.text).not.toMatch(/away|SQLITE|ECONN|\bat /);
    }
    Object.assign(legacy, { post, put });
    expect((await joe.sync('GET', '/storage/prefs')).json).toEqual(['kept']);
    expect((await joe.sync('GET', '/storage/prefs/kept')).json).toMatchObject({ payload: 'kept' });
  });

  it('lets nobody look for names, make accounts or send mails without end, and answers 503 (sync11.md §1.4)', async () => {
    const server = await start({
      FOXDEN_TRUSTED_PROXIES: 'loopback',
      FOXDEN_SMTP_URL: `file://${mkdtempSync(join(tmpdir(), 'foxden-mails-'))}`,
    });
    const { url } = server;
    const flood = async (count: number, send: (i: number) => Promise<{ status: number }>) => {
      const statuses: number[] = [];
      for (let i = 0; i < count; i++) statuses.push((await send(i)).status);
      return statuses;
    };
    const lookups = await flood(305, (i) => ask(url, 'GET', `/user/1.0/name${i}`, from('198.51.100.1')));
    expect([lookups.filter((status) => status === 200).length, lookups.at(-1)]).toEqual([300, 503]);
    expect((await ask(url, 'GET', '/user/1.0/name', from('198.51.100.2'))).text).toBe('0');
    const signups = await flood(22, () => new OldBrowser(url).create({}, from('198.51.100.1').headers));
    expect([signups.filter((status) => status === 200).length, signups.at(-1)]).toEqual([20, 503]);
    const joe = new OldBrowser(url);
    expect((await joe.create({}, from('198.51.100.2').headers)).status).toBe(200);
    const mails = await flood(12, (i) =>
      ask(url, 'GET', `/user/1.0/${joe.name}/password_reset`, from(`203.0.113.${i}`)),
    );
    expect(mails).toEqual([...Array(10).fill(200), 503, 503]);
    expect(server.logs.filter(({ message }) => message === 'RateLimited')).toHaveLength(5 + 2 + 2);
  });

  it('removes for good, a day later, what was still being written when an account was deleted (sync11.md §1.5)', async () => {
    let later = 0;
    const server = await start({ FOXDEN_RATE_LIMITS: 'off' }, { now: () => Date.now() + later });
    const { ctx } = server;
    const joe = await new OldBrowser(server.url).signUp();
    await joe.sync('PUT', '/storage/prefs/one', { payload: 'x' });
    const { uid } = await ctx.db.query.selectFrom('legacy_users').select('uid').executeTakeFirstOrThrow();
    expect((await joe.user('DELETE')).status).toBe(200);
    const stored = async () => (await ctx.storage.collectionCounts(uid)).collections.length;
    expect(await stored()).toBe(0);
    // A PUT that had been let in before.
    await ctx.storage.put({
      uid,
      collection: 'prefs',
      bso: { id: 'late', payload: 'x', size: 1, sortindex: null, ttl: null },
      unmodifiedSince: null,
    });
    expect(await stored()).toBe(1);
    await purge(ctx);
    expect(await stored()).toBe(1);
    later = 25 * 3_600_000;
    expect((await purge(ctx)).users).toBe(1);
    expect(await stored()).toBe(0);
    expect(await ctx.db.query.selectFrom('legacy_deleted_users').selectAll().execute()).toEqual([]);
  });

  it('ends a former password in every worker at once, for change, lock and deletion (sync11.md §1.7)', async () => {
    const env = { FOXDEN_RATE_LIMITS: 'off', ...(await engine.env()) };
    const other = await start(env);
    const one = await start(env, {
      // As the supervisor tells the others.
      onRevocation: () => void other.ctx.revocations.refresh(),
    });
    const joe = await new OldBrowser(one.url).signUp();
    const elsewhere = new OldBrowser(other.url, joe.mail, joe.password);
    const there = async () => (await elsewhere.sync('GET', '/info/collections')).status;
    expect(await there()).toBe(200);
    expect((await joe.user('POST', '/password', { body: 'another good one' })).status).toBe(200);
    await expect.poll(there).toBe(401);
    elsewhere.password = joe.password = 'another good one';
    expect(await there()).toBe(200);
    expect((await joe.user('DELETE')).status).toBe(200);
    await expect.poll(there).toBe(401);
  });
});
