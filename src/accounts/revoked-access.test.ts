import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { type ClientAuth, clientToken, FxaClient, type SignedIn, stretchV1, wrap } from '../../testing/fxa-client.ts';
import { clientIds, oldsync } from '../../testing/person.ts';
import { accessTokenOf, keysChangedAtOf, openSyncStorage, signInPhone } from '../../testing/sync-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { setUserDisabled } from '../admin/users.ts';

const email = 'revoked@example.org';
const password = 'pw';
const rounds = 10;

// Whoever is thrown out must not have got something at the same moment that outlives it. One round alone often goes well.
describeOnEngines('who is signed out keeps nothing', (engine) => {
  let server: TestServer;
  let client: FxaClient;
  let owner: SignedIn;
  let mine: ClientAuth;
  let keysChangedAt: number;
  beforeAll(async () => {
    server = await startTestServer(engine, {
      env: { FOXDEN_RATE_LIMITS: 'off' },
    });
    client = new FxaClient(server.url);
    owner = await client.signUp(email, password);
    mine = client.session(owner.sessionToken);
    keysChangedAt = await keysChangedAtOf(client, owner.sessionToken);
  });
  afterAll(() => server.stop());

  const storageOf = (accessToken: string) =>
    openSyncStorage({ url: server.url, accessToken, kB: owner.kB, keysChangedAt });
  const statusesOf = async (tokens: string[]) => {
    const opened = await Promise.allSettled(tokens.map(storageOf));
    return opened.map(({ status }) => status).filter((status) => status === 'fulfilled').length;
  };
  const rows = async (table: 'access_tokens' | 'devices' | 'sessions' | 'account_tokens' | 'refresh_tokens') =>
    (await server.ctx.db.query.selectFrom(table).selectAll().execute()).length;

  /** Asks again and again, and does something else in their midst. */
  async function amid<T>(ask: () => Promise<T>, end: () => Promise<unknown>): Promise<T[]> {
    const asked: Promise<T>[] = [];
    let ending: Promise<unknown> | undefined;
    for (let i = 0; i < 24; i++) {
      if (i === 8) ending = end();
      asked.push(ask());
      if (i % 3 === 0) await nextTurn();
    }
    await ending;
    return Promise.all(asked);
  }
  const tokensIn = (answers: { status: number; body: { access_token?: string } }[]) =>
    answers.flatMap(({ body }) => body.access_token ?? []);

  it.each<[string, string, Record<string, unknown>]>([
    ['a token', '/oauth/token', { client_id: clientIds.desktop, scope: oldsync }],
    ['a refresh token', '/oauth/token', { client_id: clientIds.desktop, scope: oldsync, access_type: 'offline' }],
    [
      'a code',
      '/oauth/authorization',
      {
        client_id: clientIds.desktop,
        state: 'x',
        scope: oldsync,
        code_challenge: 'x'.repeat(43),
        code_challenge_method: 'S256',
      },
    ],
    ['a device', '/account/device', { name: 'x' }],
    ['a recovery key', '/recoveryKey', { recoveryKeyId: 'a'.repeat(32), recoveryData: 'x' }],
    ['another address', '/recovery_email', { email: 'thief@example.org' }],
  ])('%s is not had by who sends the body of the request later than its head', async (_what, path, body) => {
    const { sessionToken } = await client.signIn(email, password);
    const thief = client.session(sessionToken);
    const tables = [
      'access_tokens',
      'refresh_tokens',
      'oauth_codes',
      'devices',
      'recovery_keys',
      'account_codes',
    ] as const;
    const slow = request(`${server.url}/v1${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer fxs_${clientToken('sessionToken', sessionToken).id}`,
        'content-type': 'application/json',
        'content-length': JSON.stringify(body).length,
      },
    });
    const answered = once(slow, 'response') as Promise<[IncomingMessage]>;
    server.statements.length = 0;
    slow.flushHeaders();
    await expect.poll(() => server.statements.length).toBeGreaterThan(0);
    await client.post('/session/destroy', {}, thief);
    slow.end(JSON.stringify(body));
    const [answer] = await answered;
    answer.resume();
    expect(answer.statusCode).toBe(401);
    for (const table of tables) {
      const found = await server.ctx.db.query.selectFrom(table).selectAll().execute();
      expect([table, found]).toEqual([table, []]);
    }
  });

  it('by the owner: no token of a session that was just ended opens the storage', async () => {
    for (let round = 0; round < rounds; round++) {
      const thief = client.session((await client.signIn(email, password)).sessionToken);
      const before = new Set((await client.get('/account/sessions', mine)).body.map(({ id }: { id: string }) => id));
      const list = (await client.get('/account/sessions', thief)).body as { id: string; isCurrentDevice: boolean }[];
      const sessionTokenId = list.find(({ isCurrentDevice }) => isCurrentDevice)!.id;
      expect(before).toContain(sessionTokenId);
      const grant = { client_id: clientIds.desktop, grant_type: 'fxa-credentials', scope: oldsync };
      const answers = await amid(
        () => client.post('/oauth/token', grant, thief),
        () => client.post('/account/attached_client/destroy', { sessionTokenId }, mine),
      );
      for (const { status } of answers) expect([200, 401]).toContain(status);
      expect(await statusesOf(tokensIn(answers))).toBe(0);
    }
    expect(await rows('access_tokens')).toBe(0);
  });

  it('by the owner: no token, and no device, of a refresh token that was just revoked', async () => {
    for (let round = 0; round < rounds; round++) {
      const phone = await signInPhone(client, owner);
      const bearer: ClientAuth = { scheme: 'header', value: `Bearer ${phone.refresh_token}` };
      const grant = {
        client_id: clientIds.android,
        grant_type: 'refresh_token',
        refresh_token: phone.refresh_token,
        scope: oldsync,
      };
      const registered: Promise<unknown>[] = [];
      const answers = await amid(
        () => {
          registered.push(client.post('/account/device', { name: 'x' }, bearer));
          return client.post('/oauth/token', grant);
        },
        () => client.post('/oauth/destroy', { client_id: clientIds.android, token: phone.refresh_token }),
      );
      await Promise.all(registered);
      expect(await statusesOf([...tokensIn(answers), phone.access_token])).toBe(0);
    }
    expect([await rows('access_tokens'), await rows('devices'), await rows('refresh_tokens')]).toEqual([0, 0, 0]);
    expect(await rows('sessions')).toBe(1);
  });

  it('by a change of password: nothing that was asked for at the same moment', async () => {
    let old = password;
    for (let round = 0; round < rounds; round++) {
      const next = `${password}${round}`;
      const { authPW, unwrapBKey } = stretchV1(email, old);
      const thief = client.session((await client.signIn(email, old)).sessionToken);
      const phone = await signInPhone(client, await client.signIn(email, old));
      const start = await client.post('/password/change/start', { email, oldAuthPW: authPW }, thief);
      const fresh = stretchV1(email, next);
      const wrapKb = wrap(await client.fetchKb(start.body.keyFetchToken, unwrapBKey), fresh.unwrapBKey);
      const asks = [
        () => client.post('/oauth/token', { client_id: clientIds.desktop, scope: oldsync }, thief),
        () =>
          client.post('/oauth/token', {
            client_id: clientIds.android,
            grant_type: 'refresh_token',
            refresh_token: phone.refresh_token,
          }),
        () => client.post('/account/device', { name: 'x' }, thief),
        () => client.post('/session/duplicate', {}, thief),
        () => client.post('/account/login?keys=true', { email, authPW }),
        () => client.post('/session/reauth?keys=true', { email, authPW }, thief),
      ];
      let turn = 0;
      await amid(
        () => asks[turn++ % asks.length]!(),
        () =>
          client.post(
            '/password/change/finish',
            { authPW: fresh.authPW, wrapKb },
            client.auth('passwordChangeToken', start.body.passwordChangeToken),
          ),
      );
      for (const table of ['access_tokens', 'refresh_tokens', 'sessions', 'account_tokens'] as const) {
        expect([table, await rows(table)]).toEqual([table, 0]);
      }
      const devices = await server.ctx.db.query.selectFrom('devices').selectAll().execute();
      expect(devices.filter((device) => device.session_id_hash ?? device.refresh_token_hash)).toEqual([]);
      old = next;
    }
    owner = await client.signIn(email, old);
    mine = client.session(owner.sessionToken);
  });

  it('of the storage: tokens end with a change of password, a lock, a device that is thrown out, and the account', async () => {
    const open = async () => storageOf(await accessTokenOf(client, owner.sessionToken));
    const write = async (storage: Awaited<ReturnType<typeof open>>) =>
      (await storage.put('/storage/col/x', { payload: 'x' })).status;
    const first = await open();
    expect(await write(first)).toBe(200);
    const lost = await client.signIn(owner.email, `${password}${rounds - 1}`);
    const device = (await client.post('/account/device', { name: 'lost' }, client.session(lost.sessionToken))).body.id;
    const stolen = await storageOf(await accessTokenOf(client, lost.sessionToken));
    expect(await write(stolen)).toBe(200);
    expect((await client.post('/account/device/destroy', { id: device }, mine)).status).toBe(200);
    expect([await write(stolen), await write(first)]).toEqual([401, 401]);
    // Whoever goes on gets another one.
    const second = await open();
    expect(await write(second)).toBe(200);

    const { keyFetchToken } = await client
      .post('/session/reauth?keys=true', { email, ...stretchV1(email, `${password}${rounds - 1}`) }, mine)
      .then(({ body }) => body);
    await setUserDisabled(server.ctx, owner.uid, true);
    await server.ctx.announceRevocation();
    expect(await write(second)).toBe(401);
    expect((await client.get('/account/keys', client.auth('keyFetchToken', keyFetchToken))).status).toBe(401);
    await setUserDisabled(server.ctx, owner.uid, false);
    expect(await write(second)).toBe(401);
    const third = await open();
    expect(await write(third)).toBe(200);
    const { authPW } = stretchV1(email, `${password}${rounds - 1}`);
    expect((await client.post('/account/destroy', { email, authPW }, mine)).status).toBe(200);
    expect(await write(third)).toBe(401);
  });
});
