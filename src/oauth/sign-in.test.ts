import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import {
  authorize,
  clientIds,
  createPerson,
  get,
  oldsync,
  pkcePair,
  post,
  sessionAuth,
  sessionScope,
  signIn,
} from '../../testing/person.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

describeOnEngines('signing in by the code grant', (engine) => {
  let server: TestServer;
  const url = (path: string) => server.url + path;
  beforeAll(async () => {
    server = await startTestServer(engine);
  });
  afterAll(() => server.stop());

  it('gives a code with redirect and state (accounts.md §5.4)', async () => {
    const { answer } = await authorize(server, await createPerson(server), { state: 'a b&c' });
    expect(answer.status).toBe(200);
    expect(answer.body.code).toMatch(/^[0-9a-f]{64}$/);
    expect(answer.body).toMatchObject({ state: 'a b&c', scope: `${oldsync} profile` });
    const { protocol, searchParams } = new URL(answer.body.redirect);
    expect(protocol).toBe('urn:');
    expect(Object.fromEntries(searchParams)).toEqual({ code: answer.body.code, state: 'a b&c' });
  });

  it('exchanges the code as desktop does (accounts.md §2.7, traps accounts.md §10.2.6 and §10.2.7)', async () => {
    const person = await createPerson(server);
    const { code, verifier } = await authorize(server, person);
    const body = { grant_type: 'authorization_code', client_id: clientIds.desktop, code, code_verifier: verifier };
    const answer = await post(url('/v1/oauth/token'), body, person.auth);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      access_token: expect.any(String),
      token_type: 'bearer',
      scope: `${oldsync} profile`,
      expires_in: 21_600,
      auth_at: expect.any(Number),
      refresh_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      keys_jwe: 'aaa..bbb.ccc.ddd',
    });
    const destroyed = await post(url('/v1/oauth/destroy'), {
      client_id: clientIds.desktop,
      token: answer.body.refresh_token,
    });
    expect(destroyed).toMatchObject({ status: 200, body: {} });
    const again = await post(url('/v1/oauth/token'), {
      grant_type: 'refresh_token',
      client_id: clientIds.desktop,
      refresh_token: answer.body.refresh_token,
    });
    expect(again).toMatchObject({ status: 401, body: { code: 401, errno: 110 } });
  });

  it('hands a code out once, even to many at a time (accounts.md §5.3)', async () => {
    const { code, verifier } = await authorize(server, await createPerson(server));
    const body = { client_id: clientIds.desktop, code, code_verifier: verifier };
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => post(url('/v1/oauth/token'), body)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400, 400, 400, 400]);
    expect(answers.find((answer) => answer.status === 400)?.body).toMatchObject({ code: 400, errno: 172 });
  });

  it('uses a code up on a wrong verifier (accounts.md §10.6)', async () => {
    const { code, verifier } = await authorize(server, await createPerson(server));
    const wrong = await post(url('/v1/oauth/token'), {
      client_id: clientIds.desktop,
      code,
      code_verifier: pkcePair().verifier,
    });
    expect(wrong).toMatchObject({ status: 400, body: { errno: 175 } });
    const right = await post(url('/v1/oauth/token'), { client_id: clientIds.desktop, code, code_verifier: verifier });
    expect(right).toMatchObject({ status: 400, body: { errno: 172 } });
  });

  it("refuses another client's code, an unknown one, and one without its verifier", async () => {
    const { code, verifier } = await authorize(server, await createPerson(server));
    const ask = (body: object) => post(url('/v1/oauth/token'), { code, code_verifier: verifier, ...body });
    expect((await ask({ client_id: clientIds.desktop, code_verifier: undefined })).body.errno).toBe(169);
    expect((await ask({ client_id: clientIds.android })).body.errno).toBe(173);
    expect((await ask({ client_id: clientIds.desktop, code: 'f'.repeat(64) })).body.errno).toBe(172);
    expect((await ask({ client_id: 'f'.repeat(16) })).body.errno).toBe(162);
  });

  it('forgets the code when the session that allowed it has ended', async () => {
    const person = await createPerson(server);
    const { code, verifier } = await authorize(server, person);
    const { db, sessions } = server.ctx;
    await db.transaction((tx) => sessions.destroySession(tx, person.uid, person.sessionIdHash));
    const answer = await post(url('/v1/oauth/token'), { client_id: clientIds.desktop, code, code_verifier: verifier });
    expect(answer).toMatchObject({ status: 400, body: { errno: 172 } });
  });

  it('refuses a session header that is present but dead, and does without one (accounts.md §5.3)', async () => {
    const person = await createPerson(server);
    const { code, verifier } = await authorize(server, person);
    const body = { client_id: clientIds.desktop, code, code_verifier: verifier };
    const dead = await post(url('/v1/oauth/token'), body, sessionAuth('0f'.repeat(32)));
    expect(dead).toMatchObject({ status: 401, body: { errno: 110 } });
    expect((await post(url('/v1/oauth/token'), body)).status).toBe(200);
  });

  it('gives phones a session of their own, in the state of the one that allowed it (accounts.md §5.2, §5.3)', async () => {
    const person = await createPerson(server);
    const tokens = await signIn(server, person, {
      client_id: clientIds.android,
      scope: `profile ${oldsync} ${sessionScope}`,
    });
    expect(tokens.session_token).toMatch(/^[0-9a-f]{64}$/);
    expect(tokens.session_token).not.toBe(person.sessionToken);
    const use = await post(
      url('/v1/oauth/token'),
      { client_id: clientIds.android, scope: oldsync },
      sessionAuth(tokens.session_token!),
    );
    expect(use.status).toBe(200);
  });

  it('gives desktop a session on the code grant too, which outlives the refresh token (accounts.md §7.8)', async () => {
    const person = await createPerson(server);
    const tokens = await signIn(server, person, { scope: `${oldsync} profile ${sessionScope}` });
    await post(url('/v1/oauth/destroy'), { client_id: clientIds.desktop, token: tokens.refresh_token });
    const { answer } = await authorize(server, { ...person, auth: sessionAuth(tokens.session_token!) });
    expect(answer.status).toBe(200);
  });

  it('takes service=sync for its scopes (client-traps.md §2)', async () => {
    const person = await createPerson(server);
    const tokens = await signIn(server, person, { scope: undefined, service: 'sync' });
    expect(tokens.scope).toBe(`${oldsync} profile`);
    const direct = await post(url('/v1/oauth/token'), { client_id: clientIds.desktop, service: 'sync' }, person.auth);
    expect(direct.body.scope).toBe(`${oldsync} profile`);
  });

  it('signs an id token for scope openid, which can be verified (accounts.md §5.5)', async () => {
    const person = await createPerson(server);
    const { id_token } = await signIn(server, person, { scope: 'openid email profile' });
    const verify = (body: object) => post(url('/v1/oauth/id-token-verify'), { id_token, ...body });
    const answer = await verify({ client_id: clientIds.desktop });
    expect(answer.body).toMatchObject({
      iss: server.url,
      aud: clientIds.desktop,
      sub: person.uid,
      email: person.email,
      amr: ['pwd'],
      at_hash: expect.stringMatching(/^[\w-]{22}$/),
    });
    expect(answer.body.exp - answer.body.iat).toBe(300);
    expect((await verify({ client_id: clientIds.android })).status).toBe(400);
  });

  it('says what it refuses at the authorization (accounts.md §5.4)', async () => {
    const person = await createPerson(server);
    const errno = async (changes: object) => (await authorize(server, person, { ...changes })).answer.body.errno;
    expect(await errno({ client_id: 'f'.repeat(16) })).toBe(162);
    expect(await errno({ client_id: 'nonsense' })).toBe(107);
    expect(await errno({ client_id: undefined })).toBe(108);
    expect(await errno({ response_type: 'token' })).toBe(168);
    expect(await errno({ code_challenge: undefined })).toBe(169);
    expect(await errno({ code_challenge: 'short' })).toBe(107);
    expect(await errno({ code_challenge_method: 'plain' })).toBe(107);
    expect(await errno({ redirect_uri: 'https://evil.example/' })).toBe(167);
    expect(await errno({ scope: 'https://identity.mozilla.com/apps/relay' })).toBe(163);
    expect(await errno({ scope: '' })).toBe(108);
    expect(await errno({ acr_values: 'AAL2' })).toBe(170);
    expect(await errno({ state: 'x'.repeat(513) })).toBe(107);
    expect(await errno({ keys_jwe: 'x'.repeat(20_000) })).toBe(107);
    expect(await errno({ keys_jwe: { not: 'text' } })).toBe(107);
  });

  it('lets an unverified session have a profile but no Sync (accounts.md §10.4)', async () => {
    const person = await createPerson(server, { verified: false, verificationMethod: 'totp-2fa' });
    expect((await authorize(server, person)).answer).toMatchObject({ status: 400, body: { errno: 138 } });
    const token = (scope: string) => post(url('/v1/oauth/token'), { client_id: clientIds.desktop, scope }, person.auth);
    expect(await token(oldsync)).toMatchObject({ status: 400, body: { errno: 138 } });
    expect((await token('profile')).status).toBe(200);
  });

  it('counts a second factor as AAL2', async () => {
    const person = await createPerson(server, { verificationMethod: 'totp-2fa' });
    expect((await authorize(server, person, { acr_values: 'AAL2' })).answer.status).toBe(200);
  });

  it('sends people who follow the old address to the page (accounts.md §5.5)', async () => {
    const answer = await get(url(`/v1/authorization?client_id=${clientIds.android}&state=x%20y`));
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`/authorization?client_id=${clientIds.android}&state=x%20y`);
  });

  it('says what is wrong with the client, by either method (accounts.md §5.5)', async () => {
    const person = await createPerson(server);
    for (const [id, errno] of [
      ['', 109],
      ['abc', 109],
      ['f'.repeat(16), 101],
    ] as const) {
      const page = await get(url(`/v1/authorization?client_id=${id}&state=x`));
      expect(page, id).toMatchObject({ status: 400, body: { code: 400, errno } });
      const body = { client_id: id, state: 'x', scope: 'profile', response_type: 'code' };
      expect(await post(url('/v1/authorization'), body, person.auth), id).toMatchObject({
        status: 400,
        body: { errno },
      });
    }
    expect((await get(url('/v1/authorization'))).body).toMatchObject({ errno: 109, param: 'client_id' });
  });
});
