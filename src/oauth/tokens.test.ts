import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import {
  authorize,
  clientIds,
  createPerson,
  get,
  oldsync,
  type Person,
  post,
  sessionAuth,
  sessionScope,
  signIn,
} from '../../testing/person.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { revokeAll } from '../accounts/store/revoke-all.ts';
import { sha256Hex } from '../crypto/random.ts';

const exchangeType = {
  grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  subject_token_type: 'urn:ietf:params:oauth:token-type:refresh_token',
};

describeOnEngines('tokens', (engine) => {
  let server: TestServer;
  let time = Date.now();
  beforeAll(async () => {
    server = await startTestServer(engine, { overrides: { now: () => time } });
  });
  afterAll(() => server.stop());

  const token = (body: object, auth?: string) => post(`${server.url}/v1/oauth/token`, body, auth);
  const mint = (person: Person, body: object = {}) =>
    token({ grant_type: 'fxa-credentials', client_id: clientIds.desktop, scope: oldsync, ...body }, person.auth);
  const phone = (person: Person, scope = `profile ${oldsync}`) =>
    signIn(server, person, { client_id: clientIds.android, scope });
  const refresh = (refresh_token: string, body: object = {}) =>
    token({ grant_type: 'refresh_token', client_id: clientIds.android, refresh_token, ...body });
  const introspect = async (given: string) =>
    (await post(`${server.url}/v1/introspect`, { token: given, token_type_hint: 'refresh_token' })).body;
  const destroy = (body: object) => post(`${server.url}/v1/destroy`, body);
  const count = async (table: 'access_tokens' | 'refresh_tokens' | 'devices', uid: string) =>
    (await server.ctx.db.query.selectFrom(table).selectAll().where('uid', '=', uid).execute()).length;

  async function registerDevice({ uid }: Person, refreshToken: string): Promise<string> {
    const id = sha256Hex(refreshToken).slice(0, 32);
    await server.ctx.db.query
      .insertInto('devices')
      .values({
        id,
        uid,
        session_id_hash: null,
        refresh_token_hash: sha256Hex(refreshToken),
        name: 'phone',
        type: 'mobile',
        push_callback: null,
        push_public_key: null,
        push_auth_key: null,
        available_commands: '{}',
        created_at: time,
      })
      .execute();
    return id;
  }

  it('mint access tokens from a session, which desktop lives on (accounts.md §0.3.6, §5.3)', async () => {
    const person = await createPerson(server);
    const answer = await mint(person, { ttl: 300 });
    expect(answer).toMatchObject({ status: 200, body: { scope: oldsync, expires_in: 300, token_type: 'bearer' } });
    expect(answer.body).not.toHaveProperty('refresh_token');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(Number(answer.headers.get('timestamp'))).toBe(Math.floor(time / 1000));
    // Without a grant type, fxa-credentials is meant unless there is a code.
    expect((await mint(person, { grant_type: undefined })).status).toBe(200);
  });

  it('say in a signed JWT whose they are (accounts.md §5.6, RFC 9068)', async () => {
    const person = await createPerson(server);
    const keys = await get(`${server.url}/v1/oauth/jwks`);
    const { access_token } = (await mint(person)).body;
    expect(decodeProtectedHeader(access_token)).toEqual({
      alg: 'RS256',
      typ: 'at+JWT',
      kid: server.ctx.secrets.jwtKeys[0]!.kid,
    });
    const { payload } = await jwtVerify(access_token, createLocalJWKSet(keys.body), { currentDate: new Date(time) });
    expect(payload).toEqual({
      iss: server.url,
      aud: `${server.url}/token`,
      client_id: clientIds.desktop,
      sub: person.uid,
      scope: oldsync,
      iat: Math.floor(time / 1000),
      exp: Math.floor(time / 1000) + 21_600,
      jti: expect.stringMatching(/^[0-9a-f]{64}$/),
      'fxa-generation': 1_700_000_001_000,
      'fxa-profileChangedAt': 1_700_000_003_000,
    });
    const row = await server.ctx.db.query
      .selectFrom('access_tokens')
      .selectAll()
      .where('jti_hash', '=', sha256Hex(payload.jti!))
      .executeTakeFirst();
    expect(row).toMatchObject({ uid: person.uid, session_id_hash: person.sessionIdHash });
    const { access_token: other } = (await mint(person, { scope: 'profile' })).body;
    expect((await jwtVerify(other, createLocalJWKSet(keys.body), { currentDate: new Date(time) })).payload.aud).toBe(
      clientIds.desktop,
    );
  });

  it('publish no private part of any key (RFC 7517)', async () => {
    for (const path of ['/v1/jwks', '/v1/oauth/jwks']) {
      const { keys } = (await get(server.url + path)).body;
      expect(keys).toHaveLength(1);
      expect(Object.keys(keys[0]).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    }
  });

  it('live at most a day (accounts.md §5.3)', async () => {
    const person = await createPerson(server);
    expect((await mint(person, { ttl: 10_000_000 })).body.expires_in).toBe(86_400);
    for (const ttl of [0, -1, 1.5, '60']) expect((await mint(person, { ttl })).body.errno).toBe(107);
    const { access_token } = (await mint(person, { ttl: 60 })).body;
    expect((await introspect(access_token)).active).toBe(true);
    time += 61_000;
    expect(await introspect(access_token)).toEqual({ active: false });
    expect((await post(`${server.url}/v1/verify`, { token: access_token })).status).toBe(400);
  });

  it('need a session for fxa-credentials, and refuse scopes that the client may not have', async () => {
    const person = await createPerson(server);
    expect(await token({ client_id: clientIds.desktop, scope: oldsync })).toMatchObject({
      status: 401,
      body: { code: 401, errno: 110 },
    });
    expect(await mint(person, { scope: `${oldsync} https://identity.mozilla.com/apps/relay` })).toMatchObject({
      status: 400,
      body: { errno: 163, invalidScopes: 'https://identity.mozilla.com/apps/relay' },
    });
    expect((await mint(person, { client_id: clientIds.ffsclient, scope: sessionScope })).body.errno).toBe(163);
    expect((await mint(person, { scope: undefined })).body.errno).toBe(108);
    expect((await mint(person, { service: 'unknown', scope: undefined })).body.errno).toBe(108);
    expect((await mint(person, { grant_type: 'password' })).body.errno).toBe(107);
    expect(await count('access_tokens', person.uid)).toBe(0);
  });

  it('include the paths below a scope, but nothing beside it (accounts.md §5.2)', async () => {
    const person = await createPerson(server);
    const status = async (scope: string) => (await mint(person, { scope })).status;
    expect(await status(`${oldsync}/bookmarks`)).toBe(200);
    expect(await status(`${oldsync}x`)).toBe(400);
    expect(await status('profile:email profile:display_name:write')).toBe(200);
    expect(await status('profiles')).toBe(400);
  });

  it('leave one refresh token to ffsclient, however often it asks (accounts.md §9.5)', async () => {
    const person = await createPerson(server);
    const ask = () => mint(person, { client_id: clientIds.ffsclient, access_type: 'offline', refresh_token: 'x' });
    const { refresh_token: first } = (await ask()).body;
    const { refresh_token: second } = (await ask()).body;
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect((await introspect(first)).active).toBe(false);
    expect((await introspect(second)).active).toBe(true);
  });

  it('are refreshed without rotating the refresh token (accounts.md §10.3.7)', async () => {
    const { refresh_token } = await phone(await createPerson(server), `profile ${oldsync} openid ${sessionScope}`);
    for (const scope of [undefined, 'profile', oldsync]) {
      const { status, body } = await refresh(refresh_token, { scope });
      expect(status).toBe(200);
      expect(body.scope).toBe(scope ?? `profile ${oldsync}`);
      for (const extra of ['refresh_token', 'id_token', 'session_token', 'keys_jwe'])
        expect(body).not.toHaveProperty(extra);
    }
  });

  it('are refused as 401/110 when the refresh token is unknown, another client’s or its scope too narrow', async () => {
    const { refresh_token } = await phone(await createPerson(server), 'profile');
    const dead = { status: 401, body: { code: 401, errno: 110 } };
    expect(await refresh('0'.repeat(64))).toMatchObject(dead);
    expect(await refresh(refresh_token, { client_id: clientIds.desktop })).toMatchObject(dead);
    expect(await refresh(refresh_token, { scope: oldsync })).toMatchObject({ status: 400, body: { errno: 163 } });
  });

  it('note the last use of a refresh token (accounts.md §5.3)', async () => {
    const { refresh_token } = await phone(await createPerson(server));
    const before = (await introspect(refresh_token))['fxa-lastUsedAt'];
    time += 3_600_000;
    await refresh(refresh_token);
    expect((await introspect(refresh_token))['fxa-lastUsedAt']).toBe(time);
    expect(time).toBeGreaterThan(before);
  });

  it('are exchanged for more scopes with device and access tokens (accounts.md §5.3, RFC 8693)', async () => {
    const person = await createPerson(server);
    const old = await phone(person);
    const device = await registerDevice(person, old.refresh_token);
    const exchange = (scope: string, subject_token = old.refresh_token) =>
      token({ ...exchangeType, subject_token, scope });
    const { status, body } = await exchange('profile:write');
    expect(status).toBe(200);
    expect(body.scope).toBe(`profile ${oldsync} profile:write`);
    expect(body.refresh_token).toMatch(/^[0-9a-f]{64}$/);
    expect((await introspect(old.refresh_token)).active).toBe(false);
    expect((await introspect(body.refresh_token)).scope).toBe(body.scope);
    expect((await introspect(old.access_token)).active).toBe(true);
    const owner = await server.ctx.db.query
      .selectFrom('devices')
      .select('refresh_token_hash')
      .where('id', '=', device)
      .executeTakeFirst();
    expect(owner?.refresh_token_hash).toBe(sha256Hex(body.refresh_token));
    expect(await exchange('profile:write')).toMatchObject({ status: 401, body: { errno: 110 } });
  });

  it('are exchanged once, even by many at a time', async () => {
    const { refresh_token } = await phone(await createPerson(server));
    const body = { ...exchangeType, subject_token: refresh_token, scope: 'profile:write' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => token(body)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 401, 401, 401]);
  });

  it('gain neither keys nor sessions by exchange', async () => {
    const { refresh_token } = await phone(await createPerson(server), 'profile');
    // A token without keys may have come from a password without the second factor.
    for (const scope of [
      oldsync,
      `${oldsync}/bookmarks`,
      sessionScope,
      'https://example.org/unknown',
      'profile:write',
    ]) {
      const answer = await token({ ...exchangeType, subject_token: refresh_token, scope });
      expect(answer, scope).toMatchObject({ status: 400, body: { errno: 163 } });
    }
    expect((await introspect(refresh_token)).scope).toBe('profile');
  });

  it('tell phones the truth when introspected (accounts.md §5.5, §9.4)', async () => {
    const person = await createPerson(server);
    const { refresh_token, access_token } = await phone(person);
    expect(await introspect(refresh_token)).toEqual({
      active: true,
      scope: `profile ${oldsync}`,
      client_id: clientIds.android,
      token_type: 'refresh_token',
      iat: Math.floor(time / 1000),
      sub: person.uid,
      jti: sha256Hex(refresh_token),
      'fxa-lastUsedAt': time,
    });
    expect(await introspect(access_token)).toMatchObject({ active: true, token_type: 'access_token', sub: person.uid });
    expect(await introspect('nonsense')).toEqual({ active: false });
    expect(await introspect('a.b.c')).toEqual({ active: false });
    await server.ctx.db.query
      .updateTable('accounts')
      .set({ disabled_at: time })
      .where('uid', '=', person.uid)
      .execute();
    expect(await introspect(refresh_token)).toEqual({ active: false });
    expect(await introspect(access_token)).toEqual({ active: false });
    expect((await refresh(refresh_token)).status).toBe(401);
  });

  it('die with their device when a refresh token is destroyed (accounts.md §5.5, §5.8)', async () => {
    const person = await createPerson(server);
    const { refresh_token, access_token } = await phone(person);
    await registerDevice(person, refresh_token);
    expect(await destroy({ refresh_token })).toMatchObject({ status: 200, body: {} });
    expect((await introspect(access_token)).active).toBe(false);
    expect(await count('devices', person.uid)).toBe(0);
    expect(await destroy({ refresh_token })).toMatchObject({ status: 200, body: {} });
  });

  it('end with their session, and a phone’s session with its refresh token (accounts.md §5.8)', async () => {
    const person = await createPerson(server);
    const scope = `profile ${oldsync} ${sessionScope}`;
    const first = await phone(person, scope);
    const second = await phone(person, scope);
    await destroy({ refresh_token: first.refresh_token });
    expect((await mint({ ...person, auth: sessionAuth(first.session_token!) })).status).toBe(401);
    const auth = sessionAuth(second.session_token!);
    const mine = async () => (await get(`${server.url}/v1/account/attached_clients`, { Authorization: auth })).body;
    // One entry for the phone, one for the page's session.
    expect(await mine()).toHaveLength(2);
    expect(await mine()).toContainEqual(
      expect.objectContaining({ clientId: clientIds.android, isCurrentSession: true }),
    );
    await post(`${server.url}/v1/session/destroy`, {}, auth);
    expect((await introspect(second.refresh_token)).active).toBe(false);
    expect((await mint(person)).status).toBe(200);
  });

  it('survive the page that authorised them (accounts.md §2.6)', async () => {
    const person = await createPerson(server);
    const { refresh_token, session_token } = await phone(person, `profile ${oldsync} ${sessionScope}`);
    await post(`${server.url}/v1/session/destroy`, {}, person.auth);
    expect((await introspect(refresh_token)).active).toBe(true);
    expect((await mint({ ...person, auth: sessionAuth(session_token!) })).status).toBe(200);
  });

  it('are not issued past the end of the session that allows them, however close the two come', async () => {
    for (let i = 0; i < 8; i++) {
      const person = await createPerson(server);
      const { verifier, code } = await authorize(server, person, { client_id: clientIds.android });
      const [answer] = await Promise.all([
        token({ client_id: clientIds.android, code, code_verifier: verifier }),
        mint(person, { client_id: clientIds.ffsclient, access_type: 'offline' }),
        server.ctx.db.transaction((tx) => revokeAll(tx, person.uid)),
      ]);
      expect([200, 400]).toContain(answer.status);
      expect(await count('refresh_tokens', person.uid)).toBe(0);
    }
  });

  it('can be destroyed in every form that clients use (accounts.md §5.5)', async () => {
    const person = await createPerson(server);
    for (const form of ['token', 'access_token'] as const) {
      const { access_token } = (await mint(person)).body;
      expect((await destroy({ [form]: access_token })).status).toBe(200);
      expect((await introspect(access_token)).active).toBe(false);
    }
    for (const form of ['token', 'refresh_token', 'refresh_token_id'] as const) {
      const { refresh_token } = await phone(person);
      const value = form === 'refresh_token_id' ? sha256Hex(refresh_token) : refresh_token;
      expect((await destroy({ [form]: value })).status).toBe(200);
      expect((await introspect(refresh_token)).active).toBe(false);
    }
    expect(await destroy({})).toMatchObject({ status: 400, body: { errno: 109 } });
  });

  it('are not said to be destroyed when they are not: by an id, for a client, or two at once', async () => {
    const person = await createPerson(server);
    const { refresh_token, access_token } = await phone(person);
    const invalid = { status: 400, body: { code: 400, errno: 108 } };
    expect(await destroy({ refresh_token_id: 'f'.repeat(64) })).toMatchObject(invalid);
    for (const given of [{ refresh_token }, { access_token }, { refresh_token_id: sha256Hex(refresh_token) }]) {
      expect(await destroy({ ...given, client_id: clientIds.desktop })).toMatchObject(invalid);
      const unknown = await destroy({ ...given, client_id: 'f'.repeat(16) });
      expect(unknown).toMatchObject({ status: 400, body: { errno: 101 } });
    }
    expect(await destroy({ refresh_token, access_token })).toMatchObject({ status: 400, body: { errno: 109 } });
    expect((await introspect(refresh_token)).active).toBe(true);
    expect(await destroy({ refresh_token, client_id: clientIds.android })).toMatchObject({ status: 200, body: {} });
    expect((await introspect(refresh_token)).active).toBe(false);
    expect(await destroy({ token: access_token, client_id: clientIds.android })).toMatchObject(invalid);
  });

  it('are not had from the older route without a code', async () => {
    const person = await createPerson(server);
    for (const body of [{}, { client_id: clientIds.android }, { grant_type: 'authorization_code' }]) {
      for (const auth of [undefined, person.auth]) {
        const answer = await post(`${server.url}/v1/token`, body, auth);
        expect(answer).toMatchObject({ status: 400, body: { code: 400, errno: 109 } });
      }
    }
  });

  it('are destroyed by their own client only, where it is named (RFC 7009 §2.1)', async () => {
    const person = await createPerson(server);
    const { refresh_token, access_token } = await phone(person);
    for (const given of [refresh_token, access_token]) {
      const answer = await post(`${server.url}/v1/oauth/destroy`, { client_id: clientIds.desktop, token: given });
      expect(answer).toMatchObject({ status: 200, body: {} });
      expect((await introspect(given)).active).toBe(true);
    }
    const unknown = await post(`${server.url}/v1/oauth/destroy`, { client_id: 'f'.repeat(16), token: refresh_token });
    expect(unknown).toMatchObject({ status: 400, body: { errno: 162 } });
  });

  it('are not taken from forgers: a token of another key, another kind or another issuer is none', async () => {
    const person = await createPerson(server);
    const { access_token } = (await mint(person)).body;
    const [header, payload, signature] = access_token.split('.');
    const { id_token } = await signIn(server, person, { scope: 'openid' });
    const none = `${Buffer.from('{"alg":"none","typ":"at+JWT"}').toString('base64url')}.${payload}.`;
    for (const forged of [none, `${header}.${payload}.${signature.slice(0, -4)}AAAA`, id_token!]) {
      const answer = await post(`${server.url}/v1/verify`, { token: forged });
      expect(answer).toMatchObject({ status: 400, body: { code: 400, errno: 108 } });
      await destroy({ token: forged });
    }
    expect((await introspect(access_token)).active).toBe(true);
  });

  it('are told to token servers elsewhere (accounts.md §5.5)', async () => {
    const person = await createPerson(server);
    const { access_token } = (await mint(person, { scope: `${oldsync} profile` })).body;
    for (const path of ['/v1/verify', '/v1/oauth/verify']) {
      expect((await post(server.url + path, { token: access_token })).body).toEqual({
        user: person.uid,
        client_id: clientIds.desktop,
        scope: [oldsync, 'profile'],
        generation: 1_700_000_001_000,
        profile_changed_at: 1_700_000_003_000,
      });
      expect(await post(server.url + path, { token: 'x' })).toMatchObject({ status: 400, body: { errno: 108 } });
    }
  });

  it('come with errors of the account table under /oauth/ and of the OAuth table beside it (accounts.md §3.7)', async () => {
    const both = async (body: unknown, auth?: string) => {
      const errnos = [];
      for (const path of ['/v1/oauth/token', '/v1/token']) {
        const answer = await post(server.url + path, body, auth);
        errnos.push(`${answer.status}/${answer.body.errno}`);
        expect(answer.body.code).toBe(answer.status);
      }
      return errnos;
    };
    const client_id = clientIds.desktop;
    expect(await both('{"client')).toEqual(['400/106', '400/109']);
    expect(await both('[]')).toEqual(['400/106', '400/109']);
    expect(await both({ client_id: 5 })).toEqual(['401/110', '400/109']);
    expect(await both({ client_id, grant_type: 'fxa-credentials' })).toEqual(['401/110', '401/111']);
    expect(await both({ client_id, code: 'short', code_verifier: 'x' })).toEqual(['400/107', '400/109']);
    expect(await both({ client_id, code: 'f'.repeat(64), code_verifier: 'x' })).toEqual(['400/172', '400/105']);
    expect(await both({ client_id: 'f'.repeat(16), code: 'f'.repeat(64) })).toEqual(['400/162', '400/101']);
    expect(await both({ client_id, grant_type: 'refresh_token', refresh_token: 'x' })).toEqual(['401/110', '400/108']);
    expect(await both({ client_id, pad: 'x'.repeat(300_000) })).toEqual(['413/113', '413/109']);
  });

  it('describe their clients (accounts.md §5.5)', async () => {
    for (const path of ['/v1/client/', '/v1/oauth/client/']) {
      expect((await get(server.url + path + clientIds.android)).body).toEqual({
        id: clientIds.android,
        name: 'Firefox for Android',
        trusted: true,
        image_uri: '',
        redirect_uri: 'urn:ietf:wg:oauth:2.0:oob:oauth-redirect-webchannel',
      });
    }
    expect(await get(`${server.url}/v1/client/${'f'.repeat(16)}`)).toMatchObject({ status: 400, body: { errno: 101 } });
    expect(await get(`${server.url}/v1/oauth/client/x`)).toMatchObject({ status: 400, body: { errno: 162 } });
    expect(await get(`${server.url}/v1/oauth/nothing`)).toMatchObject({ status: 404, body: { errno: 116 } });
  });

  it('cost a known number of statements', async () => {
    const statements = async (work: () => Promise<unknown>) => {
      server.statements.length = 0;
      await work();
      return server.statements.filter((sql) => !/^(begin|commit|set)\b/i.test(sql)).length;
    };
    const person = await createPerson(server);
    // The session, found and held; room for the token, and the token.
    expect(await statements(() => mint(person))).toBe(4);
    const { refresh_token, access_token } = await phone(person);
    expect(await statements(() => refresh(refresh_token))).toBe(4);
    expect(await statements(() => introspect(refresh_token))).toBe(1);
    expect(await statements(() => post(`${server.url}/v1/verify`, { token: access_token }))).toBe(1);
    expect(await statements(() => post(`${server.url}/v1/verify`, { token: 'a.b.c' }))).toBe(0);
    // The authorization: session (found, held), room for the code and the code. The token: code, session (held, read), then
    // refresh token and access token, with room for each.
    expect(await statements(() => signIn(server, person))).toBe(11);
  });

  it('never reach a log', async () => {
    const person = await createPerson(server);
    const { access_token, refresh_token } = await phone(person);
    await post(`${server.url}/v1/verify`, { token: `${access_token}x` });
    await refresh('0'.repeat(64), { scope: 'x' });
    const logged = JSON.stringify(server.logs);
    for (const secret of [access_token, refresh_token, person.sessionToken, person.email, 'aaa..bbb.ccc.ddd']) {
      expect(logged).not.toContain(secret);
    }
  });
});
