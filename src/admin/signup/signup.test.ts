import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { type Answer, createPerson, get, post } from '../../../testing/person.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';
import { createInvite } from '../invites.ts';

const hour = 3_600_000;

describeOnEngines('sign-up policy', (engine) => {
  const running: TestServer[] = [];
  const start = async (env: Record<string, string>) => {
    const server = await startTestServer(engine, { env });
    running.push(server);
    return server;
  };
  afterEach(() => Promise.all(running.splice(0).map((server) => server.stop())));

  const signUp = (server: TestServer, body: object = {}): Promise<Answer> =>
    post(`${server.url}/v1/account/create`, {
      email: `${randomBytes(4).toString('hex')}@example.org`,
      authPW: randomBytes(32).toString('hex'),
      ...body,
    });
  const refused = (reason: string) => ({ status: 403, body: { code: 403, errno: 202, reason } });
  const invite = (server: TestServer, changes: object = {}) =>
    createInvite(server.ctx, { uses: 1, expiresAt: server.ctx.now() + hour, note: '', ...changes });
  const countAccounts = async ({ ctx }: TestServer) =>
    (await ctx.db.query.selectFrom('accounts').select('uid').execute()).length;

  it('lets nobody in when sign-ups are closed, not even with an invitation, and sends no Retry-After (accounts.md §3.7)', async () => {
    const server = await start({ FOXDEN_SIGNUPS: 'closed' });
    const answer = await signUp(server);
    expect(answer).toMatchObject(refused('closed'));
    expect(answer.headers.get('retry-after')).toBeNull();
    const { code } = await invite(server);
    expect(await signUp(server, { invite: code })).toMatchObject(refused('closed'));
    expect(await countAccounts(server)).toBe(0);
  });

  it('wants an invitation where sign-ups are by invitation, and takes it once', async () => {
    const server = await start({ FOXDEN_SIGNUPS: 'invite' });
    expect(await signUp(server)).toMatchObject(refused('inviteNeeded'));
    expect(await signUp(server, { invite: 'guessed' })).toMatchObject(refused('inviteUnknown'));
    const { code } = await invite(server);
    expect(await signUp(server, { invite: code })).toMatchObject({ status: 200 });
    expect(await signUp(server, { invite: code })).toMatchObject(refused('inviteUsed'));
    const { code: old } = await invite(server, { expiresAt: server.ctx.now() - 1 });
    expect(await signUp(server, { invite: old })).toMatchObject(refused('inviteExpired'));
  });

  it('lets no more in than an invitation has uses, however many try at once', async () => {
    const server = await start({ FOXDEN_SIGNUPS: 'invite' });
    const { id, code } = await invite(server, { uses: 2, expiresAt: null });
    const answers = await Promise.all([1, 2, 3, 4].map(() => signUp(server, { invite: code })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 403, 403]);
    const row = await server.ctx.db.query.selectFrom('invites').selectAll().where('id', '=', id).executeTakeFirst();
    expect(row).toMatchObject({ uses: 2, uses_left: 0 });
  });

  it('does not use an invitation up when the sign-up fails', async () => {
    const server = await start({ FOXDEN_SIGNUPS: 'invite' });
    const { email } = await createPerson(server);
    const { code } = await invite(server);
    expect(await signUp(server, { invite: code, email })).toMatchObject({ status: 400, body: { errno: 101 } });
    expect(await signUp(server, { invite: code, authPW: 'no' })).toMatchObject({ status: 400, body: { errno: 107 } });
    expect(await signUp(server, { invite: code })).toMatchObject({ status: 200 });
  });

  it('knows the addresses and domains of FOXDEN_ALLOW', async () => {
    const server = await start({ FOXDEN_ALLOW: 'one@other.example, @Example.org' });
    for (const email of ['two@other.example', 'x@sub.example.org', 'x@notexample.org']) {
      expect(await signUp(server, { email }), email).toMatchObject(refused('notAllowed'));
    }
    expect(await signUp(server, { email: 'ONE@other.example' })).toMatchObject({ status: 200 });
    expect(await signUp(server, { email: 'two@example.ORG' })).toMatchObject({ status: 200 });
  });

  it('knows an address in all its spellings, and gives none that passes for another', async () => {
    const server = await start({ FOXDEN_ALLOW: 'zoë@müller.example, kim@example.org' });
    for (const email of ['\u212Aim@example.org', '\uFF4Bim@example.org', 'k\u0131m@example.org']) {
      const answer = await signUp(server, { email });
      expect(answer, email).toMatchObject({ status: 400, body: { errno: 107, reason: 'unsafeAddress' } });
    }
    const authPW = 'ab'.repeat(32);
    const email = 'zoë@müller.example';
    expect(await signUp(server, { email, authPW })).toMatchObject({ status: 200 });
    for (const other of ['ZOE\u0308@müller.example', 'zoë@xn--mller-kva.example', 'zoë@MU\u0308LLER.example']) {
      expect(await signUp(server, { email: other }), other).toMatchObject({ status: 400, body: { errno: 101 } });
      // The password is salted with the spelling of the sign-up, which clients are told.
      const login = await post(`${server.url}/v1/account/login`, { email: other, authPW: 'cd'.repeat(32) });
      expect(login, other).toMatchObject({ status: 400, body: { errno: 120, email } });
    }
    expect(await post(`${server.url}/v1/account/login`, { email, authPW })).toMatchObject({ status: 200 });
    // As Foxden kept it before it had a normal form.
    const kept = { normalized_email: 'zoe\u0308@mu\u0308ller.example' };
    await server.ctx.db.query.updateTable('accounts').set(kept).where('email', '=', email).execute();
    for (const typed of [email, 'zoë@xn--mller-kva.example']) {
      expect(await signUp(server, { email: typed }), typed).toMatchObject({ status: 400, body: { errno: 101 } });
    }
    expect(await post(`${server.url}/v1/account/login`, { email, authPW })).toMatchObject({ status: 200 });
  });

  it('keeps to FOXDEN_MAX_USERS, however many try at once', async () => {
    const server = await start({ FOXDEN_MAX_USERS: '2' });
    const answers = await Promise.all([1, 2, 3, 4].map(() => signUp(server)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 403, 403]);
    expect(answers.find((answer) => answer.status === 403)).toMatchObject(refused('full'));
    expect(await countAccounts(server)).toBe(2);
  });

  it('makes an administrator of who has the link, whatever else is asked', async () => {
    const server = await start({ FOXDEN_SIGNUPS: 'closed', FOXDEN_ALLOW: 'nobody.example', FOXDEN_CAPTCHA: 'altcha' });
    const { code } = await invite(server, { grantsAdmin: true, expiresAt: null });
    const { status, body } = await signUp(server, { invite: code });
    expect(status).toBe(200);
    const row = await server.ctx.db.query
      .selectFrom('accounts')
      .select('is_admin')
      .where('uid', '=', body.uid)
      .executeTakeFirst();
    expect(row?.is_admin).toBe(1);
    expect(await signUp(server, { invite: code })).toMatchObject(refused('inviteUsed'));
  });

  it('lets an existing account take the link, once, and only an administrator’s link', async () => {
    const server = await start({});
    const person = await createPerson(server);
    const claim = (code: string, auth?: string) => post(`${server.url}/v1/account/claim_admin`, { invite: code }, auth);
    const { code: common } = await invite(server);
    expect(await claim(common, person.auth)).toMatchObject(refused('inviteUnknown'));
    const { code } = await invite(server, { grantsAdmin: true });
    expect(await claim(code)).toMatchObject({ status: 401, body: { errno: 110 } });
    expect(await claim(code, person.auth)).toMatchObject({ status: 200, body: {} });
    expect(await claim(code, person.auth)).toMatchObject(refused('inviteUsed'));
    const row = await server.ctx.db.query.selectFrom('accounts').select(['is_admin']).executeTakeFirst();
    expect(row?.is_admin).toBe(1);
  });

  const solve = async (challenge: Challenge) => {
    const solution = await solveChallenge({ challenge, deriveKey });
    return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
  };

  it('takes a solved ALTCHA challenge once, and no other', async () => {
    const server = await start({ FOXDEN_CAPTCHA: 'altcha' });
    const wrong = { status: 400, body: { errno: 125, reason: 'captcha' } };
    expect(await signUp(server)).toMatchObject(wrong);
    const challenge: Challenge = (await get(`${server.url}/v1/signup/challenge`)).body;
    const answer = await solve(challenge);
    const parsed = JSON.parse(Buffer.from(answer, 'base64').toString());
    const pack = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
    const forged = { ...challenge, parameters: { ...challenge.parameters, cost: 1, keyPrefix: '0' } };
    const easy = await solve(forged);
    for (const captcha of [
      'nonsense',
      pack(null),
      pack({ challenge: {}, solution: {} }),
      pack({ ...parsed, solution: { ...parsed.solution, derivedKey: '00' } }),
      easy,
    ]) {
      expect(await signUp(server, { captcha }), captcha).toMatchObject(wrong);
    }
    expect(await signUp(server, { captcha: answer })).toMatchObject({ status: 200 });
    expect(await signUp(server, { captcha: answer })).toMatchObject(wrong);
    const twisted = { ...challenge, signature: challenge.signature!.toUpperCase() };
    expect(await signUp(server, { captcha: pack({ ...parsed, challenge: twisted }) })).toMatchObject(wrong);
    expect(server.logs.some((record) => record.stream === 'audit' && record.message === 'CaptchaFail')).toBe(true);
  });

  it('spares the invited the captcha', async () => {
    const server = await start({ FOXDEN_CAPTCHA: 'altcha' });
    const { code } = await invite(server);
    expect(await signUp(server, { invite: code })).toMatchObject({ status: 200 });
  });

  it('asks a siteverify service with secret, answer and address', async () => {
    const asked: URLSearchParams[] = [];
    let down = false;
    const service = await listen((body) => {
      asked.push(body);
      return down ? undefined : { success: body.get('response') === 'right' };
    });
    const server = await start({
      FOXDEN_CAPTCHA: 'siteverify',
      FOXDEN_CAPTCHA_SITE_KEY: 'site',
      FOXDEN_CAPTCHA_SECRET: 'secret',
      FOXDEN_CAPTCHA_VERIFY_URL: `http://127.0.0.1:${(service.address() as AddressInfo).port}/siteverify`,
      FOXDEN_CAPTCHA_SCRIPT_URL: 'https://captcha.example/api.js',
    });
    expect(await signUp(server, { captcha: 'wrong' })).toMatchObject({ status: 400, body: { errno: 125 } });
    expect(Object.fromEntries(asked[0]!)).toMatchObject({ secret: 'secret', response: 'wrong' });
    expect(asked[0]!.get('remoteip')).toMatch(/127\.0\.0\.1$/);
    expect(await signUp(server, { captcha: 'right' })).toMatchObject({ status: 200 });
    down = true;
    expect(await signUp(server, { captcha: 'right' })).toMatchObject({ status: 503, body: { errno: 201 } });
    service.close();
    expect((await get(`${server.url}/v1/signup/challenge`)).status).toBe(404);
  });
});

function listen(answer: (body: URLSearchParams) => object | undefined): Promise<Server> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const json = answer(new URLSearchParams(body));
    response.writeHead(json ? 200 : 500, { 'Content-Type': 'application/json', Connection: 'close' });
    response.end(JSON.stringify(json ?? {}));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
