import type { Seed } from './request.ts';

const hex32 = 'ab'.repeat(32);
const uid = 'cd'.repeat(16);
const oldsync = 'https://identity.mozilla.com/apps/oldsync';
const client = '5882386c6d801776';
const bso = { id: 'abc', payload: '{"ciphertext":"x"}', sortindex: 5, ttl: 1000 };

const get = (proof: Seed['proof'], ...targets: string[]): Seed[] =>
  targets.map((target) => ({ method: 'GET', target, proof }));
const post = (proof: Seed['proof'], target: string, body: unknown, more: Partial<Seed> = {}): Seed => ({
  method: 'POST',
  target,
  proof,
  body,
  ...more,
});

const accounts: Seed[] = [
  ...get(
    'session',
    '/v1/account',
    '/v1/account/attached_clients',
    '/v1/account/attached_oauth_clients',
    '/v1/account/device/commands?index=0&limit=10',
    '/v1/account/devices?filterIdleDevicesTimestamp=1',
    '/v1/account/keys',
    '/v1/account/profile',
    '/v1/account/sessions',
    `/v1/account/status?uid=${uid}`,
    '/v1/account/sync_data',
    '/v1/account/sync_data/archive',
    '/v1/account/security_history',
    '/v1/password/forgot/status',
    `/v1/recoveryKey/${uid}`,
    '/v1/recovery_email/status?reason=x',
    '/v1/recovery_emails',
    '/v1/session/status',
    '/v1/totp/exists',
    '/v1/signup/challenge',
    '/v1/recoveryCodes',
    '/v1/recoveryCodes/exists',
  ),
  post('none', '/v1/account/status', { email: 'a@example.org', thirdPartyAuthStatus: true }),
  post('none', '/v1/account/credentials/status', { email: 'a@example.org' }),
  post('none', '/v1/account/create?keys=true', { email: 'f@example.org', authPW: hex32 }, { dear: true }),
  post('none', '/v1/account/login?keys=true', { email: 'f@example.org', authPW: hex32 }, { dear: true }),
  post('none', '/v1/account/login/send_unblock_code', { email: 'a@example.org' }),
  post('none', '/v1/account/login/reject_unblock_code', { uid, unblockCode: 'ABCDEFGH' }),
  post('session', '/v1/account/device', {
    name: 'Laptop',
    type: 'desktop',
    pushCallback: 'https://updates.push.services.mozilla.com/a',
    pushPublicKey: 'BA'.repeat(43),
    pushAuthKey: 'A'.repeat(22),
    availableCommands: { 'https://identity.mozilla.com/cmd/open-uri': '{"kid":"x"}' },
  }),
  post('session', '/v1/account/device/destroy', { id: uid }),
  post('session', '/v1/account/attached_client/destroy', { clientId: client, deviceId: uid }),
  post('session', '/v1/account/devices/invoke_command', { target: uid, command: 'c', payload: { a: 1 }, ttl: 60 }),
  post('session', '/v1/account/devices/notify', { to: 'all', payload: { version: 1, command: 'sync:x' }, TTL: 1 }),
  post('session', '/v1/account/scoped-key-data', { client_id: client, scope: oldsync }),
  post('none', '/v1/get_random_bytes', {}),
  post('none', '/v1/password/forgot/send_code', { email: 'a@example.org' }),
  post('none', '/v1/password/forgot/send_otp', { email: 'a@example.org' }),
  post('none', '/v1/password/forgot/verify_otp', { email: 'a@example.org', code: '12345678' }),
  post('session', '/v1/password/forgot/verify_code', { code: uid }),
  post('none', '/v1/password/change/start', { email: 'a@example.org', oldAuthPW: hex32 }, { dear: true }),
  post('session', '/v1/password/change/finish', { authPW: hex32, wrapKb: hex32 }),
  post('session', '/v1/account/reset', { authPW: hex32, wrapKb: hex32 }),
  post('session', '/v1/recoveryKey', { recoveryKeyId: uid, recoveryData: 'x.y.z', enabled: true }),
  post('session', '/v1/recoveryKey/exists', {}),
  post('session', '/v1/recoveryKey/verify', { recoveryKeyId: uid }),
  post('session', '/v1/recovery_email', { email: 'b@example.org' }),
  post('session', '/v1/recovery_email/destroy', { email: 'b@example.org' }),
  post('session', '/v1/recovery_email/resend_code', {}),
  post('session', '/v1/recovery_email/secondary/verify_code', { email: 'b@example.org', code: '123456' }),
  post('session', '/v1/recovery_email/set_primary', { email: 'b@example.org' }),
  post('none', '/v1/recovery_email/verify_code', { uid, code: uid }),
  post('session', '/v1/session/duplicate', { reason: 'x' }),
  post('session', '/v1/session/reauth', { email: 'a@example.org', authPW: hex32 }, { dear: true }),
  post('session', '/v1/session/resend_code', {}),
  post('session', '/v1/session/verify_code', { code: '123456' }),
  post('session', '/v1/session/verify/totp', { code: '123456' }),
  post('session', '/v1/session/verify/recoveryCode', { code: 'abcdefghij' }),
  post('session', '/v1/totp/create', {}),
  post('session', '/v1/totp/destroy', {}),
  post('session', '/v1/account/claim_admin', { token: hex32 }),
  post('session', '/v1/account/sync_data/delete', { collections: ['forms'] }),
  post('none', '/v1/signup/invite', { invite: 'a code that nobody has' }),
  post('none', '/v1/account/destroy', { email: 'a@example.org', authPW: hex32 }, { dear: true }),
  post('session', '/v1/certificate/sign', { publicKey: {}, duration: 1 }),
  post('none', '/v1/password/forgot/resend_code', { email: 'a@example.org' }),
  post('session', '/v1/recovery_email/secondary/resend_code', { email: 'b@example.org' }),
  post('session', '/v1/session/destroy', { customSessionToken: hex32 }, { dear: true }),
  { method: 'DELETE', target: '/v1/recoveryKey', proof: 'session' },
  ...Object.entries({
    '/v1/mfa/otp/request': { action: '2fa' },
    '/v1/mfa/otp/verify': { action: '2fa', code: '123456' },
    '/v1/mfa/totp/create': {},
    '/v1/mfa/totp/destroy': {},
    '/v1/mfa/totp/replace/start': {},
    '/v1/mfa/totp/replace/confirm': { code: '123456' },
    '/v1/mfa/totp/setup/verify': { code: '123456' },
    '/v1/mfa/totp/setup/complete': {},
  }).flatMap(([target, body]) => post('session', target, body)),
  ...['/v1/recoveryCodes', '/v1/mfa/recoveryCodes'].flatMap((target): Seed[] =>
    ['POST', 'PUT'].map((method) => ({ method, target, proof: 'session', body: { recoveryCodes: ['abcdefgh12'] } })),
  ),
];

const oauth: Seed[] = [
  post('session', '/v1/oauth/authorization', {
    client_id: client,
    state: 'x',
    scope: `${oldsync} profile`,
    access_type: 'offline',
    code_challenge: 'A'.repeat(43),
    code_challenge_method: 'S256',
    keys_jwe: 'a..b.c.d',
  }),
  post('session', '/v1/authorization', { client_id: client, state: 'x', scope: 'profile', response_type: 'code' }),
  post('session', '/v1/oauth/token', { grant_type: 'fxa-credentials', client_id: client, scope: oldsync, ttl: 300 }),
  post('none', '/v1/oauth/token', { grant_type: 'refresh_token', client_id: client, refresh_token: hex32 }),
  post('none', '/v1/token', { client_id: client, code: hex32, code_verifier: 'A'.repeat(43) }),
  post('none', '/v1/oauth/destroy', { client_id: client, token: hex32 }),
  post('none', '/v1/destroy', { refresh_token: hex32 }),
  post('none', '/v1/introspect', { token: hex32 }),
  post('none', '/v1/verify', { token: 'x.y.z' }),
  post('none', '/v1/oauth/id-token-verify', { client_id: client, id_token: 'x.y.z' }),
  ...get(
    'none',
    `/v1/oauth/client/${client}`,
    `/v1/client/${client}`,
    '/v1/jwks',
    '/v1/oauth/jwks',
    `/v1/authorization?client_id=${client}&state=x&scope=profile`,
    '/.well-known/fxa-client-configuration',
    '/.well-known/openid-configuration',
  ),
  ...get('access', '/profile/v1/profile', '/profile/v1/email', '/profile/v1/uid', '/profile/v1/display_name'),
  ...get('access', '/profile/v1/avatar', `/profile/v1/avatar/${uid}`, '/profile/v1/avatar/default/a.svg'),
  post('access', '/profile/v1/display_name', { displayName: 'Ann' }),
  post('access', '/profile/v1/avatar/upload', 'PNG', { type: 'image/png' }),
  { method: 'DELETE', target: `/profile/v1/avatar/${uid}`, proof: 'access' },
  { method: 'DELETE', target: '/profile/v1/avatar', proof: 'access' },
  ...get('access', '/token/1.0/sync/1.5?duration=60', '/1.0/sync/1.5', '/tokenserver/1.0/sync/1.5', '/token/'),
];

const sync15: Seed[] = [
  ...get(
    'storage',
    '/info/collections',
    '/info/collection_counts',
    '/info/collection_usage',
    '/info/quota',
    '/info/configuration',
    '/storage/bookmarks?full=1&newer=1.5&older=9999999999.99&sort=index&limit=5&offset=3',
    '/storage/bookmarks?ids=abc,def',
    '/storage/bookmarks/abc',
    '/versions',
    '/versions/bookmarks?offset=bTE6YQ',
  ),
  { method: 'PUT', target: '/storage/bookmarks/abc', proof: 'storage', body: bso },
  { method: 'PUT', target: '/versions', proof: 'storage', body: { on: true } },
  post('storage', '/storage/bookmarks', [bso, { id: 'def', payload: 'y' }]),
  post('storage', '/storage/bookmarks?batch=true&commit=true', [bso]),
  post('storage', '/storage/bookmarks?batch=AAAA', '{"id":"a","payload":"x"}\n', { type: 'application/newlines' }),
  { method: 'DELETE', target: '/storage/bookmarks?ids=abc', proof: 'storage' },
  { method: 'DELETE', target: '/storage/bookmarks/abc', proof: 'storage' },
  { method: 'DELETE', target: '/storage', proof: 'storage' },
  { method: 'DELETE', target: '', proof: 'storage' },
  { method: 'DELETE', target: '/', proof: 'storage' },
];

const sync11: Seed[] = [
  ...get('none', '/user/1.0/fuzzer', '/user/1.0/fuzzer/node/weave', '/user/1.0/fuzzer/password_reset'),
  ...get('none', '/misc/1.0/captcha_html', '/weave-password-reset', '/jpake/new_channel', '/jpake/abcd'),
  {
    method: 'PUT',
    target: '/user/1.0/other',
    proof: 'none',
    body: { password: 'long-enough-1', email: 'o@example.org' },
    dear: true,
  },
  { method: 'PUT', target: '/jpake/abcd', proof: 'none', body: { payload: 'x' } },
  post('none', '/jpake/report', {}),
  post('basic', '/user/1.0/fuzzer/email', 'new@example.org', { type: 'text/plain' }),
  ...get('basic', '/1.1/fuzzer/info/collections', '/1.1/fuzzer/info/quota', '/1.0/fuzzer/info/collection_counts'),
  ...get('basic', '/1.1/fuzzer/storage/bookmarks?full=1&index_above=1&parentid=p&limit=5&offset=2&sort=index'),
  { method: 'PUT', target: '/1.1/fuzzer/storage/bookmarks/abc', proof: 'basic', body: { ...bso, parentid: 'p' } },
  post('basic', '/1.1/fuzzer/storage/bookmarks', [{ ...bso, predecessorid: 'q' }]),
  { method: 'DELETE', target: '/1.1/fuzzer/storage/bookmarks?ids=abc', proof: 'basic' },
  { method: 'DELETE', target: '/1.1/fuzzer/storage', proof: 'basic' },
  ...get('basic', '/1.1/fuzzer/info/collection_counts', '/1.1/fuzzer/info/collection_usage'),
  ...get('basic', '/1.0/fuzzer/info/collections', '/1.0/fuzzer/info/collection_usage', '/1.0/fuzzer/info/quota'),
  ...get('basic', '/1.0/fuzzer/storage/bookmarks?full=1', '/1.0/fuzzer/storage/bookmarks/abc'),
  { method: 'DELETE', target: '/1.0/fuzzer/storage', proof: 'basic' },
  post('basic', '/user/1.0/fuzzer/password', 'password-of-another', { type: 'text/plain', dear: true }),
  ...get(
    'none',
    '/media/x.css',
    '/weave-password-reset/',
    '/weave-delete-account/',
    '/weave-account/',
    '/weave-connect/',
    '/jpake',
  ),
  post('none', '/weave-password-reset/', 'username=fuzzer&key=x', { type: 'application/x-www-form-urlencoded' }),
  post('none', '/weave-delete-account/', 'username=fuzzer&password=x', {
    type: 'application/x-www-form-urlencoded',
    dear: true,
  }),
];

// The fuzzer's person is no administrator: what may not happen is that anything happens.
const admin: Seed[] = [
  ...['status', 'users', 'invites', 'jobs', 'tasks', 'backups', 'certificate', 'certificate/history', 'audit']
    .concat(
      'doctor',
      'settings',
      'log',
      'log?level=warn&after=3',
      'activity?span=day',
      'newest_version',
      'events?log=debug&status=1',
    )
    .flatMap((name) => get('session', `/admin/api/${name}`)),
  ...['lock', 'unlock', 'sign_out', 'delete', 'promote', 'demote', 'quota', 'reset_code'].flatMap((action) =>
    post('session', `/admin/api/users/${uid}/${action}`, { bytes: 1000, email: 'a@example.org' }),
  ),
  ...['invites', 'invites/1/revoke', 'jobs/purge/run', 'backups', 'backups/x.tar/verify', 'backups/x.tar/restore']
    .concat(
      'backups/x.tar/restore_person',
      'backups/x.tar/download',
      'certificate/renew',
      'workers/restart',
      'log_level',
    )
    .flatMap((name) => post('session', `/admin/api/${name}`, { level: 'debug', name: 'x' })),
];

const rest: Seed[] = [
  ...get('none', '/connect', '/data', '/history', '/send', '/sync'),
  ...get('none', '/', '/settings', '/pair', '/oauth/success/x', '/ca', '/robots.txt', '/assets/x.js', '/metrics'),
  ...get('none', '/__heartbeat__', '/__lbheartbeat__', '/__version__', '/.well-known/acme-challenge/x'),
  ...get('none', '/signin', '/signup', '/authorization', '/force_auth', '/oauth', '/oauth/force_auth', '/verify_email'),
  ...get('none', '/pair/supp', '/pair/code', '/connect_another_device', '/post_verify/third_party_auth/set_password'),
  ...get('none', '/reset_password', '/complete_reset_password', '/signin_token_code', '/metrics-flow'),
  ...get('none', '/v1/ws/', '/v1/ws/AAAAAAAAAAAAAAAAAAAAAA'),
];

/** What clients of all services ask for, at least once each endpoint. */
export const seeds: Seed[] = [...accounts, ...oauth, ...sync15, ...sync11, ...admin, ...rest];
