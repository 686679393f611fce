import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foxdenProgram } from '../../testing/foxden-program.ts';
import { clientToken, FxaClient, type SignedIn, stretchV1, wrap } from '../../testing/fxa-client.ts';
import { tellSecrets } from '../../testing/legacy/tell-secrets.ts';
import { type MailServer, startMailServer } from '../../testing/mail-server.ts';
import { clientIds, oldsync } from '../../testing/person.ts';
import { type PushService, startPushService } from '../../testing/push-service.ts';
import { recordSecrets, type SecretRecorder } from '../../testing/secret-recorder.ts';
import { type ServeProcess, spawnServe } from '../../testing/serve-process.ts';
import { accessTokenOf, keysChangedAtOf, openSyncStorage, signInPhone } from '../../testing/sync-client.ts';
import { createChannel, joinChannel } from '../pairing/test-hub.ts';

// One long story at log level debug, told to a real `foxden serve`; then all logs are searched for everything in it that
// nobody else may know. What is found was logged somewhere: mend it there, and not here.

const email = 'Vera.Discreet@example.org';
const newEmail = 'Vera.Quiet@example.org';
const passwords = [
  'hunter-two-is-wrong',
  'first pässwörd of vera',
  'second-password-of-vera',
  'third-password-of-vera',
];
const [wrong, first, second, third] = passwords as [string, string, string, string];

describe('nothing secret is in any log', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'foxden-discreet-'));
  const env: Record<string, string> = {
    FOXDEN_DATA_DIR: dataDir,
    FOXDEN_LOG_LEVEL: 'debug',
    FOXDEN_WORKERS: '1',
    FOXDEN_SIGNUPS: 'invite',
    FOXDEN_TIME_MACHINE: 'on',
    FOXDEN_METRICS_TOKEN: 'metrics-token-of-this-test',
  };
  let served: ServeProcess;
  let smtp: MailServer;
  let push: PushService;
  let secrets: SecretRecorder;

  /** Runs a command beside the server; what it prints is for the administrator's eyes, and may be secret. */
  const foxden = async (args: string[], input = '') => {
    const child = spawn(process.execPath, [foxdenProgram, ...args], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    child.stdin.end(input);
    const printed = await text(child.stdout);
    return printed.trim();
  };
  const mailedCode = async (to: string, pattern: RegExp) => {
    const { words } = await smtp.take(to, pattern);
    for (const [, value] of words.matchAll(/[?&](?:code|token)=(\w+)/g)) secrets.keep('code in a mail', value!);
    return secrets.keep('mailed code', /^ {4}(\w+)/m.exec(words)![1]!);
  };
  const inviteIn = (link: string) => secrets.keep('invite', new URL(link).searchParams.get('invite')!);
  const logs = () => {
    const dir = join(dataDir, 'logs');
    const files = readdirSync(dir).map((name): [string, string] => {
      const bytes = readFileSync(join(dir, name));
      return [name, (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()];
    });
    return [...files, ['console', served.output()] as [string, string]];
  };

  beforeAll(async () => {
    [smtp, push] = await Promise.all([startMailServer(), startPushService()]);
    served = await spawnServe({ ...env, FOXDEN_SMTP_URL: smtp.url, FOXDEN_PUSH: push.host });
    env.FOXDEN_LISTEN = new URL(served.url).host.replace('localhost', '127.0.0.1');
    await served.waitFor(/Foxden is ready/);
    await served.waitFor(/worker ready/);
    secrets = recordSecrets(served.url);
    for (const password of passwords) secrets.keep('password', password);
    for (const address of [email, newEmail]) secrets.keep('mail address', address.split('@')[0]!);
    secrets.keep('metrics token', env.FOXDEN_METRICS_TOKEN!);
    await tell();
    await served.stop();
    readKeys();
  });
  afterAll(async () => {
    secrets?.stop();
    served?.child.kill('SIGKILL');
    await Promise.all([smtp?.stop(), push?.stop()]);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
  });

  async function tell(): Promise<void> {
    const page = new FxaClient(served.url, { scheme: 'bearer', headers: { 'accept-language': 'en' } });
    const firefox = new FxaClient(served.url, { headers: { 'user-agent': 'Firefox/153.0' } });

    // The administrator invites, the person signs up, and types the mailed code.
    await served.waitFor(/there is no administrator yet/);
    const adminCode = inviteIn(await foxden(['admin-link']));
    const invite = inviteIn(await foxden(['invite', 'create']));
    const { authPW } = stretchV1(email, first);
    await page.post('/account/create', { email, authPW });
    await page.post('/account/create', { email, authPW, invite: `${invite}x` });
    const created = await page.post('/account/create?keys=true', { email, authPW, invite });
    expect(created.status).toBe(200);
    const confirmation = await mailedCode(email, /Confirm your mail address/);
    const session = page.session(created.body.sessionToken);
    await page.post('/session/verify_code', { code: '000000' }, session);
    expect((await page.post('/session/verify_code', { code: confirmation }, session)).status).toBe(200);
    expect((await page.post('/account/claim_admin', { invite: adminCode }, session)).status).toBe(200);
    const user: SignedIn = { ...created.body, email };
    user.kB = secrets.keep('kB', await page.fetchKb(user.keyFetchToken, stretchV1(email, first).unwrapBKey));

    // Wrong passwords, unknown people, broken requests, secrets where they don't belong.
    await page.post('/account/login', { email, authPW: stretchV1(email, wrong).authPW });
    await page.post('/account/login', { email: `no-${email}`, authPW });
    await page.post('/account/login', `{"email":"${email}","authPW":${wrong}}`);
    await page.post('/account/login', { email: [email], authPW: wrong });
    await page.get(`/account/${encodeURIComponent(email)}/${user.sessionToken}`, session);
    await page.get(`/account/devices/${user.sessionToken.slice(0, 30)}?token=${user.sessionToken}`);
    await page.get('/session/status', { scheme: 'header', value: `Bearer ${user.sessionToken}` });
    await page.get('/session/status', {
      scheme: 'header',
      value: `Hawk id="${user.sessionToken}", ts="1", mac="c2Vj"`,
    });

    // Desktop: device with push, tokens, storage by Hawk.
    const desktop = firefox.session(user.sessionToken);
    const subscription = push.subscribe();
    for (const [name, value] of Object.entries(subscription)) {
      secrets.keep(name, value.replace(/^https:..[^/]+.push.(\w+).*/, '$1'));
    }
    const openUri = 'https://identity.mozilla.com/cmd/open-uri';
    const laptop = { name: 'laptop', type: 'desktop', ...subscription, availableCommands: { [openUri]: 'bundle' } };
    const { id: target } = (await firefox.post('/account/device', laptop, desktop)).body;
    const accessToken = await accessTokenOf(firefox, user.sessionToken);
    const keysChangedAt = await keysChangedAtOf(firefox, user.sessionToken);
    const storage = await openSyncStorage({ url: served.url, accessToken, kB: user.kB, keysChangedAt });
    const payload = randomBytes(60).toString('base64');
    expect((await storage.put('/storage/meta/global', { payload })).status).toBe(200);
    await storage.post('/storage/bookmarks?batch=true', [{ id: 'a', payload }]);
    await storage.post('/storage/bookmarks', `[{"id":"a","payload":"${payload}"`);
    await storage.get(`/storage/bookmarks/${secrets.keep('record id', randomBytes(12).toString('base64url'))}`);
    await storage.put('/storage/bookmarks/a', { payload }, { 'X-If-Unmodified-Since': '1' });
    await storage.put('/versions', { on: true });
    await storage.put('/versions', { on: payload });
    for (let i = 0; i < 2; i++) expect((await storage.put('/storage/bookmarks/a', { payload })).status).toBe(200);
    expect((await storage.get('/versions/bookmarks')).json).toHaveLength(2);
    await storage.get(`/versions/bookmarks?offset=${secrets.keep('offset', randomBytes(12).toString('base64url'))}`);
    await storage.request('GET', '/info/collections', { signed: { host: 'elsewhere.example.org' } });
    await openSyncStorage({ url: served.url, accessToken, kB: '00'.repeat(32), keysChangedAt: 1 }).catch(() => {});
    await openSyncStorage({ url: served.url, accessToken: `${accessToken}x`, kB: user.kB, keysChangedAt }).catch(
      () => {},
    );

    // Phone: code and refresh tokens, a command that is pushed, introspection, a code used twice.
    const phone = await signInPhone(page, user);
    const refresh = { scheme: 'header', value: `Bearer ${phone.refresh_token}` } as const;
    await page.post('/account/device', { name: 'phone', type: 'mobile' }, refresh);
    const command = { target, command: openUri, payload: { encrypted: randomBytes(40).toString('base64') } };
    expect((await page.post('/account/devices/invoke_command', command, refresh)).status).toBe(200);
    const client_id = clientIds.android;
    const code = { grant_type: 'authorization_code', client_id, code: phone.code, code_verifier: phone.verifier };
    expect((await page.post('/oauth/token', code)).status).toBe(400);
    const again = { grant_type: 'refresh_token', client_id, refresh_token: phone.refresh_token, scope: oldsync };
    expect((await page.post('/oauth/token', again)).status).toBe(200);
    await page.post('/oauth/token', { ...again, refresh_token: randomBytes(32).toString('hex') });
    await page.post('/introspect', { token: phone.refresh_token });
    await page.post('/verify', { token: phone.access_token });
    await page.post('/oauth/destroy', { client_id, token: phone.access_token });
    await page.get('/account/attached_clients', desktop);
    await page.post('/session/duplicate', {}, session);

    // Pairing.
    const hub = served.url.replace('http', 'ws');
    const channel = await createChannel(hub);
    secrets.keep('channel', channel.id);
    const guest = await joinChannel(hub, channel.id);
    guest.socket.send(
      JSON.stringify({ message: secrets.keep('pairing message', randomBytes(40).toString('base64url')) }),
    );
    await channel.next();
    await joinChannel(hub, secrets.keep('channel', randomBytes(16).toString('base64url'))).catch(() => {});
    channel.socket.close();
    guest.socket.close();

    // Sync 1.1.
    const oldInvite = inviteIn(await foxden(['invite', 'create']));
    await tellSecrets(`${served.url}/`, oldInvite, secrets.keep);

    // Safety: recovery key, two-step sign-in, another address.
    const recoveryKeyId = secrets.keep('recovery key id', randomBytes(16).toString('hex'));
    await page.post('/recoveryKey', { recoveryKeyId, recoveryData: randomBytes(80).toString('base64url') }, session);
    const { secret } = (await page.post('/totp/create', {}, session)).body;
    secrets.keep('totp secret', secret);
    const totp = { code: secrets.keep('totp code', new TOTP({ secret }).generate()) };
    await page.post('/session/verify/totp', { code: '000000' }, session);
    const enrolled = await page.post('/session/verify/totp', totp, session);
    for (const each of enrolled.body.recoveryCodes) secrets.keep('recovery code', each);
    const [recoveryCode] = enrolled.body.recoveryCodes;
    await page.post('/session/verify/recoveryCode', { code: 'wrong-recovery-code' }, session);
    expect((await page.post('/session/verify/recoveryCode', { code: recoveryCode }, session)).status).toBe(200);
    await page.post('/totp/destroy', {}, session);
    await page.post('/recovery_email', { email: newEmail }, session);
    const emailCode = await mailedCode(newEmail, /make this the address/);
    await page.post('/recovery_email/secondary/verify_code', { email: newEmail, code: emailCode }, session);
    expect((await page.post('/recovery_email/set_primary', { email: newEmail }, session)).status).toBe(200);

    // A changed password; then a forgotten one.
    const start = await page.post('/password/change/start', { email: newEmail, oldAuthPW: authPW }, session);
    const changed = stretchV1(email, second);
    const change = { authPW: changed.authPW, wrapKb: wrap(user.kB, changed.unwrapBKey) };
    const { id: sessionToken } = clientToken('sessionToken', user.sessionToken);
    const changeAuth = page.auth('passwordChangeToken', start.body.passwordChangeToken);
    const finished = await page.post('/password/change/finish?keys=true', { ...change, sessionToken }, changeAuth);
    expect(finished.status).toBe(200);
    await page.post('/password/forgot/send_otp', { email: newEmail });
    const otp = await mailedCode(newEmail, /set a new password with this code/);
    const forgotten = (await page.post('/password/forgot/verify_otp', { email: newEmail, code: otp })).body;
    const forgotAuth = page.auth('passwordForgotToken', forgotten.token);
    const reset = (await page.post('/password/forgot/verify_code', { code: forgotten.code }, forgotAuth)).body;
    const resetAuth = page.auth('accountResetToken', reset.accountResetToken);
    expect((await page.get(`/recoveryKey/${'0'.repeat(31)}1`, resetAuth)).status).toBe(400);
    expect((await page.get(`/recoveryKey/${recoveryKeyId}`)).status).toBe(401);
    expect((await page.get(`/recoveryKey/${recoveryKeyId}`, resetAuth)).status).toBe(200);
    expect((await page.post('/account/reset', { authPW: stretchV1(email, third).authPW }, resetAuth)).status).toBe(200);

    // What administrators do, and what others send.
    await foxden(['user', 'add', 'Another.Discreet@example.org', '--password-stdin'], 'password-of-another\n');
    secrets.keep('mail address', 'Another.Discreet');
    secrets.keep('password', 'password-of-another');
    secrets.keep(
      'reset code',
      (await foxden(['user', 'reset-password', 'Another.Discreet@example.org'])).split(/\s/).at(-1)!,
    );
    await foxden(['user', 'delete', 'Another.Discreet@example.org', '--yes']);
    await foxden(['backup']);
    // What an app shares, where the page's service worker isn't there yet to keep it from the server.
    const sharedPage = `/send?url=${secrets.keep('shared page', 'https://shared-page.example/den-of-vera')}`;
    for (const path of [
      '/metrics',
      `/signin?email=${email}`,
      `/complete/${user.sessionToken}`,
      `/%E0${wrong}`,
      sharedPage,
    ]) {
      const response = await fetch(served.url + path, {
        headers: {
          authorization: `Bearer ${env.FOXDEN_METRICS_TOKEN}`,
          cookie: secrets.keep('cookie', 'sid=a-cookie-of-this-test'),
        },
      });
      await response.text();
    }
  }

  /** What only the data dir knows. */
  function readKeys(): void {
    const kept = JSON.parse(readFileSync(join(dataDir, 'keys/secrets.json'), 'utf8'));
    secrets.keep('master secret', kept.masterSecrets[0]);
    for (const part of ['d', 'p', 'q']) secrets.keep('JWT key', kept.jwtKeys[0][part]);
    secrets.keep('vapid key', kept.vapid.privateKey);
    secrets.keep('backup passphrase', readFileSync(join(dataDir, 'keys/backup-passphrase'), 'utf8').trim());
  }

  it('though they tell the story', () => {
    const all = new Map(logs());
    const of = (name: string) =>
      [...all]
        .filter(([file]) => file.startsWith(name))
        .map(([, content]) => content)
        .join();
    expect(of('console')).toContain('debug');
    expect(of('main')).toMatch(/request refused/);
    expect(of('access')).toContain('"/v1/recoveryKey/:id"');
    for (const event of ['AccountCreated', 'SignInFailed', 'PasswordReset', 'AdminAction', 'KeyExchangeReport']) {
      expect(of('audit')).toContain(event);
    }
    expect(secrets.found.size).toBeGreaterThan(100);
  });

  it('and neither values nor beginnings of secrets are in them', () => {
    const leaks = logs().flatMap(([file, content]) =>
      [...secrets.found].flatMap(([value, name]) =>
        secrets.isIn(value, content) ? [`${name} in ${file}: ${value}`] : [],
      ),
    );
    expect(leaks).toEqual([]);
  });

  it('by a search that would find them', () => {
    const value = createHash('sha256').update('x').digest('hex');
    expect(secrets.isIn(value, `token ${value.slice(0, 30)}… refused`)).toBe(true);
    expect(secrets.isIn('123456', 'code=123456')).toBe(true);
    expect(secrets.isIn('123456', 'time 1791234567')).toBe(false);
    expect(secrets.isIn('Vera.Discreet', 'vera.discreet%40example.org')).toBe(true);
  });
});
