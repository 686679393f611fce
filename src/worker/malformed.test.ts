import { Agent, request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allRoutes, type ListedRoute } from '../../testing/all-routes.ts';
import { describeOnEngines } from '../../testing/engines.ts';
import { createPerson, sessionAuth } from '../../testing/person.ts';
import { giveRefreshToken } from '../../testing/refresh-token.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { type HubServer, startHubServer } from '../pairing/hub-server.ts';
import { createApp } from './app.ts';

// Words that mean something to JavaScript, bytes that are no text, text that is no Unicode, and too much of anything.
const words = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
const pathParts = [
  ...words,
  '%ff',
  '%',
  '%00',
  '%ed%a0%80',
  '%2e%2e%2f',
  '%c3%28',
  `x%0d%0aSet-Cookie:a`,
  'a'.repeat(3000),
  '-1',
  '1e999',
];
const queries = [
  '?%ff',
  '?%',
  '?__proto__=1',
  '?constructor',
  '?__proto__[x]=1',
  '?a[b',
  '?newer=%ff',
  '?ids=%00,%ff',
  '?keys=%ff&sort=__proto__',
  '?limit=constructor&offset=__proto__',
  '?index=%ff&client_id=__proto__&uid=%ff',
  '?sessionTokenId=__proto__&duration=constructor',
];
const headers: Record<string, string>[] = [
  ...[
    ...words,
    'application/json; charset=%',
    'application/json; charset=constructor',
    'multipart/form-data',
    '\xff',
  ].map((type) => ({ 'Content-Type': type })),
  ...[...words, '*/*;q=constructor', 'a/b;q=__proto__', '\xff'].flatMap((type) =>
    ['Accept', 'Accept-Encoding', 'Accept-Language'].map((name) => ({ [name]: type })),
  ),
  ...[
    'Hawk',
    'Hawk id=',
    'Hawk id="a", id="b"',
    'Hawk __proto__="x", constructor="y"',
    'Bearer',
    'Bearer \xff',
    `Bearer ${'a'.repeat(5000)}`,
    'Bearer a.b.c',
    'Bearer __proto__',
    'BrowserID x',
    'Basic %',
    'Basic gA==',
    'Basic OjoA',
    'constructor x',
    '\xff',
  ].map((Authorization) => ({ Authorization })),
  { 'X-KeyID': '__proto__' },
  { 'X-KeyID': '99999999999999999999-\xff' },
  { 'X-Client-State': '\xff' },
  { 'X-If-Modified-Since': 'constructor' },
  { 'X-If-Unmodified-Since': '1e999' },
  { 'X-Weave-Records': '__proto__' },
  { 'X-Weave-Bytes': '-1' },
  { Host: '[' },
  { Host: '\xff' },
  { 'X-Forwarded-Host': '[' },
  { 'X-Forwarded-Proto': '__proto__' },
  { 'X-Forwarded-For': '[,%,' },
  { Cookie: '%=__proto__; foxden_known_=\xff' },
  { 'If-None-Match': '\xff' },
  { Range: 'bytes=constructor' },
  { 'X-Request-Id': '\xff' },
  { Origin: '\xff' },
];
const bodies = [
  '',
  'null',
  '[]',
  '"',
  '{',
  '1e999',
  '\xff\xfe',
  '{"__proto__":{"x":1}}',
  '{"constructor":null}',
  '\u0000',
  `${'['.repeat(20_000)}`,
  `{"a":${'{"a":'.repeat(5000)}1${'}'.repeat(5001)}`,
  'a=%ff&b=%',
  '{"id":"\\ud800","payload":"\\ud800"}',
  '[{"id":"__proto__","payload":"\\u0000"},null,1,"x",{"id":{}}]',
  '{"id":"x","sortindex":1e999,"ttl":-1,"payload":[]}',
];
const values: unknown[] = [
  ...words.slice(0, 2),
  '\ud800',
  '\u0000',
  'x\u0000@example.org',
  '',
  'x'.repeat(70_000),
  null,
  true,
  -1,
  1e308,
  [],
  [null],
  {},
  { ['__proto__']: 1 },
  'https://[',
  'https://a\u0000b',
  '\u{1f600}'.repeat(300),
  '%ff',
];

const hex = (bytes: number) => 'ab'.repeat(bytes);
const email = 'someone@example.org';
const authPW = hex(32);
const oauthCode = {
  client_id: '5882386c6d801776',
  code: hex(32),
  code_verifier: 'a'.repeat(43),
  grant_type: 'authorization_code',
};
const authorization = {
  client_id: '5882386c6d801776',
  response_type: 'code',
  state: 's',
  scope: 'profile',
  access_type: 'offline',
  code_challenge: 'a'.repeat(43),
  code_challenge_method: 'S256',
  keys_jwe: 'a',
  redirect_uri: 'x',
  acr_values: 'AAL1',
  resource: 'x',
};
const token = {
  token: hex(32),
  client_id: '5882386c6d801776',
  access_token: 'x',
  refresh_token: 'x',
  refresh_token_id: 'x',
  token_type_hint: 'access_token',
};
const v2 = {
  authPWVersion2: authPW,
  wrapKbVersion2: authPW,
  clientSalt: `identity.mozilla.com/picl/v1/quickStretchV2:${hex(16)}`,
};
/** A body that each route that takes one could get. */
const samples: Record<string, object> = {
  '/v1/account/claim_admin': { token: 'x' },
  '/v1/signup/invite': { invite: 'x' },
  '/v1/account/sync_data/delete': { collections: ['forms'] },
  '/v1/oauth/authorization': authorization,
  '/v1/authorization': authorization,
  '/v1/oauth/token': {
    ...oauthCode,
    refresh_token: hex(32),
    scope: 'profile',
    ttl: 1,
    subject_token: 'x',
    subject_token_type: 'x',
    assertion: 'x',
  },
  '/v1/token': oauthCode,
  '/v1/oauth/destroy': token,
  '/v1/destroy': token,
  '/v1/oauth/introspect': token,
  '/v1/introspect': token,
  '/v1/oauth/verify': token,
  '/v1/verify': token,
  '/v1/oauth/id-token-verify': { client_id: '5882386c6d801776', id_token: 'a.b.c', expiry_grace_period: 1 },
  '/profile/v1/display_name': { displayName: 'x' },
  '/profile/v1/avatar/upload': {},
  '/v1/account/attached_client/destroy': {
    clientId: 'x',
    sessionTokenId: hex(32),
    refreshTokenId: hex(32),
    deviceId: hex(16),
  },
  '/v1/account/create': { email, authPW, wrapKb: authPW, invite: 'x', captcha: 'x', ...v2 },
  '/v1/account/credentials/status': { email },
  '/v1/account/destroy': { email, authPW, originalLoginEmail: email },
  '/v1/account/device': {
    id: null,
    name: 'x',
    type: 'x',
    pushCallback: 'https://x.example/',
    pushPublicKey: 'x',
    pushAuthKey: 'x',
    availableCommands: { x: 'y' },
  },
  '/v1/account/device/destroy': { id: hex(16) },
  '/v1/account/devices/invoke_command': { target: hex(16), command: 'x', payload: {}, ttl: 1 },
  '/v1/account/devices/notify': { to: [hex(16)], excluded: [hex(16)], payload: {}, TTL: 1, _endpointAction: 'x' },
  '/v1/account/login': { email, authPW, originalLoginEmail: email, unblockCode: 'x' },
  '/v1/account/login/reject_unblock_code': { uid: hex(16), unblockCode: 'x' },
  '/v1/account/login/send_unblock_code': { email },
  '/v1/account/reset': { authPW, wrapKb: authPW, recoveryKeyId: hex(16), sessionToken: true, ...v2 },
  '/v1/account/scoped-key-data': { client_id: '5882386c6d801776', scope: 'profile' },
  '/v1/account/status': { email },
  '/v1/get_random_bytes': {},
  '/v1/password/change/finish': { authPW, wrapKb: authPW, sessionToken: authPW, ...v2 },
  '/v1/password/change/start': { email, oldAuthPW: authPW, originalLoginEmail: email },
  '/v1/password/forgot/resend_code': { email },
  '/v1/password/forgot/send_code': { email },
  '/v1/password/forgot/send_otp': { email },
  '/v1/password/forgot/verify_code': { code: hex(16) },
  '/v1/password/forgot/verify_otp': { email, code: '00000000' },
  '/v1/mfa/otp/request': { action: '2fa' },
  '/v1/mfa/otp/verify': { action: '2fa', code: '000000' },
  '/v1/mfa/recoveryCodes': { recoveryCodes: ['abcdefgh'] },
  '/v1/mfa/totp/create': {},
  '/v1/mfa/totp/destroy': {},
  '/v1/mfa/totp/replace/confirm': { code: '000000' },
  '/v1/mfa/totp/replace/start': {},
  '/v1/mfa/totp/setup/complete': {},
  '/v1/mfa/totp/setup/verify': { code: '000000' },
  '/v1/recoveryCodes': { recoveryCodes: ['abcdefgh'] },
  '/v1/recoveryKey': { recoveryKeyId: hex(16), recoveryData: 'x', enabled: true, replaceKey: true },
  '/v1/recoveryKey/exists': { email },
  '/v1/recoveryKey/verify': { recoveryKeyId: hex(16) },
  '/v1/recovery_email': { email },
  '/v1/recovery_email/destroy': { email },
  '/v1/recovery_email/resend_code': {},
  '/v1/recovery_email/secondary/resend_code': { email },
  '/v1/recovery_email/secondary/verify_code': { email, code: '000000' },
  '/v1/recovery_email/set_primary': { email },
  '/v1/recovery_email/verify_code': { uid: hex(16), code: hex(16) },
  '/v1/session/destroy': { customSessionToken: authPW },
  '/v1/session/duplicate': {},
  '/v1/session/reauth': { email, authPW, originalLoginEmail: email },
  '/v1/session/resend_code': {},
  '/v1/session/verify/recoveryCode': { code: 'x' },
  '/v1/session/verify/totp': { code: '000000' },
  '/v1/session/verify_code': { code: '000000' },
  '/v1/totp/create': {},
  '/v1/totp/destroy': {},
  '/v1/certificate/sign': {},
};

interface Ask {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

describeOnEngines('whatever is malformed', (engine) => {
  let server: TestServer;
  let storage: StorageClient;
  let hub: HubServer;
  let routes: ListedRoute[];
  beforeAll(async () => {
    server = await startTestServer(engine, {
      env: { FOXDEN_RATE_LIMITS: 'off' },
    });
    hub = await startHubServer(server.ctx);
    routes = allRoutes(createApp(server.ctx));
    storage = new StorageClient({ url: server.url, masterSecret: server.ctx.secrets.masterSecrets[0]!, uid: 7 });
  });
  afterAll(async () => {
    agent.destroy();
    await hub.close();
    await server.stop();
  });

  const agent = new Agent({ keepAlive: true });
  const ask = ({ method, path, headers = {}, body }: Ask) =>
    new Promise<{ status: number; type: string; retry: string | undefined; text: string }>((resolve) => {
      const { hostname, port } = new URL(server.url);
      const bytes = body === undefined ? undefined : Buffer.from(body, /[^\xff\xfe]/.test(body) ? 'utf8' : 'latin1');
      const framed = bytes === undefined ? headers : { ...headers, 'Content-Length': String(bytes.length) };
      const sent = httpRequest({ hostname, port, method, path, headers: framed, agent }, (answer) => {
        let text = '';
        answer.setEncoding('latin1').on('data', (part) => (text += part));
        const { 'content-type': type = '', 'retry-after': retry } = answer.headers;
        answer.on('end', () => resolve({ status: answer.statusCode!, type, retry, text }));
      });
      sent.on('error', (error) => resolve({ status: 599, type: '', retry: undefined, text: String(error) }));
      sent.end(bytes);
    });

  const failures: string[] = [];
  async function check(what: Ask): Promise<void> {
    server.logs.length = 0;
    const { status, type, retry, text } = await ask(what);
    const { Authorization: _secret, ...shown } = what.headers ?? {};
    const told = () =>
      `${what.method} ${what.path.slice(0, 80)} ${JSON.stringify(shown)} ${what.body?.slice(0, 200) ?? ''} → ${status} ${text.slice(0, 120)}`;
    const logged = server.logs.find(({ level }) => level === 'error');
    const isApi = /^\/(v1|1\.5|storage|profile)\/|^(\/token)?\/1\.0\/sync\/[^/]+$/.test(what.path);
    if (status >= 500 && !(status === 503 && retry)) failures.push(told());
    else if (logged) failures.push(`${told()} ${JSON.stringify(logged.fields).slice(0, 300)}`);
    else if (/node_modules|\/src\/|\n {4}at /.test(text)) failures.push(`path in the answer: ${told()}`);
    else if (isApi && what.method !== 'HEAD' && status >= 400 && !/^application\/json/.test(type))
      failures.push(`not this service's shape: ${told()}`);
  }

  /** Routes for any method are asked with each that clients use. */
  const each = function* (aliases = false) {
    for (const { method, path } of routes) {
      if (!aliases && path.startsWith('/storage/1.5')) continue;
      const methods = method === 'PATCH' ? ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'] : [method];
      for (const one of methods)
        yield {
          method: one,
          path: path.startsWith('^')
            ? '/1.0/sync/1.5'
            : path.replace('{/*rest}', '/:rest').replace('{*path}', '/:path'),
        };
    }
  };
  const filled = (path: string, value: string) =>
    path.replaceAll(/:\w+/g, (name) => (value === '' ? (name === ':uid' ? '7' : 'x') : value));

  /** The request with credentials that are good for it, where there are any. */
  async function withCredentials(method: string, path: string): Promise<Record<string, string>[]> {
    if (/^(\/storage)?\/1\.5\/7/.test(path)) return [{ Authorization: storage.authorization(method, path) }];
    if (!/^\/(v1|profile)/.test(path)) return [];
    const person = await createPerson(server);
    const phone = await giveRefreshToken(server, person.uid);
    return [{ Authorization: sessionAuth(person.sessionToken) }, { Authorization: `Bearer ${phone.token}` }];
  }

  it('a sample of a body is known for every route that takes one', () => {
    const posts = routes.filter(({ method, path }) => method === 'POST' && path.startsWith('/v1'));
    expect(posts.length).toBeGreaterThan(50);
    expect(posts.filter(({ path }) => !(path in samples))).toEqual([]);
  });

  // What comes before the database is the same on both; bodies reach it.
  const sweeps: [string, () => Promise<void>][] = [
    [
      'paths and queries',
      async () => {
        for (const { method, path } of each(true)) {
          const variants = path.includes(':') ? pathParts.map((part) => filled(path, part)) : [];
          if (path.includes('/:uid/'))
            variants.push(...pathParts.map((part) => filled(path.replace(':uid', '7'), part)));
          variants.push(
            ...pathParts.slice(4, 8).map((part) => `${filled(path, '')}/${part}`),
            ...queries.map((query) => filled(path, '') + query),
          );
          const [credentials = {}] = await withCredentials(method, filled(path, ''));
          for (const variant of variants) {
            const auth = /^(\/storage)?\/1\.5\//.test(variant)
              ? { Authorization: storage.authorization(method, variant) }
              : credentials;
            await check({ method, path: variant, headers: auth });
          }
        }
        for (const path of [
          '/%ff',
          '/assets/%ff',
          '/assets/..%2f..%2fpackage.json',
          '/assets/%00',
          '/%',
          '//%ff',
          '/token/1.0/%ff/1.5',
          '/1.0/sync/%ff',
        ]) {
          for (const method of ['GET', 'HEAD', 'POST']) await check({ method, path });
          await check({ method: 'GET', path, headers: { Accept: 'text/html' } });
        }
      },
    ],
    [
      'headers',
      async () => {
        for (const { method, path } of each()) {
          const target = filled(path, '');
          const [credentials = {}] = await withCredentials(method, target);
          for (const header of headers) {
            const body = method === 'GET' || method === 'DELETE' ? undefined : JSON.stringify(samples[path] ?? {});
            await check({ method, path: target, headers: { ...credentials, ...header }, body });
          }
        }
      },
    ],
    [
      'bodies',
      async () => {
        for (const { method, path } of each()) {
          if (method === 'GET' || method === 'OPTIONS') continue;
          const target = filled(path, '');
          const sample =
            samples[path] ??
            (path.startsWith('/1.5/:uid/storage/:') ? { id: 'x', payload: 'x', sortindex: 1, ttl: 1 } : {});
          const mutated = Object.keys(sample).flatMap((name) =>
            values.map((value) => JSON.stringify({ ...sample, [name]: value })),
          );
          const all = await withCredentials(method, target);
          for (const credentials of all.length > 0 ? all : [{}]) {
            for (const type of ['application/json', 'application/newlines']) {
              if (type !== 'application/json' && !path.startsWith('/1.5/:uid/storage/:')) continue;
              const list = [
                ...bodies,
                ...mutated,
                ...(path.endsWith(':collection') ? mutated.map((one) => `[${one}]`) : []),
              ];
              for (const body of list)
                await check({ method, path: target, headers: { 'Content-Type': type, ...credentials }, body });
            }
          }
        }
      },
    ],
  ];
  it.each(engine.name === 'sqlite' ? sweeps : sweeps.slice(2))(
    '%s: is refused in the words of each service, with nothing in the log',
    { timeout: 600_000 },
    async (_name, sweep) => {
      failures.length = 0;
      await sweep();
      expect(failures).toEqual([]);
    },
  );
});
