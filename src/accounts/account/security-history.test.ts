import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { FxaClient, stretchV1 } from '../../../testing/fxa-client.ts';
import { createPerson, get } from '../../../testing/person.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';
import { deleteExpired } from '../../database/delete-expired.ts';
import { createSecurityHistory } from '../security-history.ts';

const route = '/account/security_history';
const days = 24 * 3_600_000;

describeOnEngines('the history of what happened to an account', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    const env = { FOXDEN_TRUSTED_PROXIES: 'loopback' };
    server = await startTestServer(engine, { env });
  });
  afterAll(() => server.stop());

  const headers = { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/153.0' };
  const rowsOf = (uid: string) =>
    server.ctx.db.query.selectFrom('security_history').selectAll().where('uid', '=', uid).execute();

  it('tells its owner who signed in and what was changed: when, from where, with what program', async () => {
    const browser = new FxaClient(server.url, { headers });
    const thief = new FxaClient(server.url, { headers: { ...headers, 'x-forwarded-for': '2001:db8::7' } });
    const user = await browser.signUp('looked-up@example.org', 'pw');
    const session = browser.session(user.sessionToken);
    await thief.post('/account/login', { email: 'looked-up@example.org', authPW: '0'.repeat(64) });
    await browser.post('/recoveryKey', { recoveryKeyId: 'a'.repeat(32), recoveryData: 'x' }, session);
    const { status, body } = await browser.get(route, session);
    expect(status).toBe(200);
    expect(body.events).toEqual(
      [
        { event: 'RecoveryKeyCreated', address: '203.0.113.9' },
        { event: 'SignInFailed', address: '2001:db8::7' },
        { event: 'AccountCreated', address: '203.0.113.9' },
      ].map((event) => ({
        ...event,
        program: headers['user-agent'],
        ...{ browser: 'Firefox 153', os: 'Linux' },
        time: expect.any(Number),
      })),
    );
    expect(Math.abs(body.events[0].time - Date.now())).toBeLessThan(10 * 60_000);
    expect(JSON.stringify(server.logs)).not.toContain('looked-up@');
    server.statements.length = 0;
    await browser.get(route, session);
    expect(server.statements).toHaveLength(3);
  });

  it('is told to nobody else: not without a session, not before the second step, not to another account', async () => {
    const browser = new FxaClient(server.url);
    const user = await browser.signUp('alone@example.org', 'pw');
    expect(await browser.get(route)).toMatchObject({ status: 401, body: { errno: 110 } });
    const forged = { scheme: 'header', value: `Bearer fxs_${'0'.repeat(64)}` } as const;
    expect(await browser.get(route, forged)).toMatchObject({ status: 401, body: { errno: 110 } });
    const waiting = await createPerson(server, { verified: false, verificationMethod: 'totp-2fa' });
    expect(await get(`${server.url}/v1${route}`, { Authorization: waiting.auth })).toMatchObject({
      status: 400,
      body: { errno: 138 },
    });
    const other = await createPerson(server);
    const answer = await get(`${server.url}/v1${route}?uid=${user.uid}`, { Authorization: other.auth });
    expect(answer.body).toEqual({ events: [] });
  });

  it('is not pushed out by strangers who try passwords, and takes no address that is none', async () => {
    const browser = new FxaClient(server.url);
    const user = await browser.signUp('tried@example.org', 'pw');
    for (let i = 0; i < 300; i++) {
      server.ctx.history.note({ event: 'SignInFailed', uid: user.uid, address: 'née <b>', program: 'x'.repeat(300) });
    }
    const { body } = await browser.get(route, browser.session(user.sessionToken));
    expect(body.events).toHaveLength(51);
    expect(body.events.at(-1).event).toBe('AccountCreated');
    expect(body.events[0]).toMatchObject({ address: '', program: 'x'.repeat(255) });
  });

  it('has nothing of the rest of the audit log, and nothing of users of Sync 1.1', async () => {
    const note = (event: 'SignIn' | 'StorageWiped', uid?: string) =>
      server.ctx.history.note({ event, uid, address: '203.0.113.9', program: 'x' });
    const uid = 'c'.repeat(32);
    note('StorageWiped', uid);
    note('SignIn', '42');
    note('SignIn');
    expect(await server.ctx.history.list(uid)).toEqual([]);
    expect(await server.ctx.history.list('42')).toEqual([]);
  });

  it('goes with the account, also what still waited to be written', async () => {
    const browser = new FxaClient(server.url);
    const user = await browser.signUp('gone@example.org', 'pw');
    await browser.get(route, browser.session(user.sessionToken));
    await browser.signIn('gone@example.org', 'pw');
    expect(await rowsOf(user.uid)).toHaveLength(1);
    const { authPW } = stretchV1('gone@example.org', 'pw');
    expect((await browser.post('/account/destroy', { email: 'gone@example.org', authPW })).status).toBe(200);
    await server.ctx.history.close();
    expect(await rowsOf(user.uid)).toEqual([]);
  });

  it('is written a moment later by itself, and forgotten after 180 days', async () => {
    const { db, log } = server.ctx;
    const uid = 'd'.repeat(32);
    const began = 1_700_000_000_000;
    const history = createSecurityHistory({ db, log, now: () => began, delay: 1 });
    history.note({ event: 'SignIn', uid, address: '203.0.113.9', program: 'x' });
    while ((await rowsOf(uid)).length === 0) await sleep(5);
    await deleteExpired(db, began + 179 * days);
    expect(await rowsOf(uid)).toHaveLength(1);
    await deleteExpired(db, began + 181 * days);
    expect(await rowsOf(uid)).toEqual([]);
  });

  it('that cannot be written is told in the log and disturbs nobody', async () => {
    const { log } = server.ctx;
    const closed = await startTestServer(engine);
    const { db } = closed.ctx;
    await closed.stop();
    server.logs.length = 0;
    const history = createSecurityHistory({ db, log, now: Date.now, delay: null });
    history.note({ event: 'SignIn', uid: 'e'.repeat(32), address: '203.0.113.9', program: 'x' });
    await history.close();
    expect(server.logs.map(({ message }) => message)).toContain('The security history could not be written');
  });
});
