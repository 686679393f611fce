import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { runFoxden } from '../../testing/foxden-command.ts';
import { freePort } from '../../testing/free-port.ts';
import { FxaClient, type SignedIn } from '../../testing/fxa-client.ts';
import { type PushService, startPushService } from '../../testing/push-service.ts';
import { quickStretch } from '../../testing/quick-stretch.ts';
import { spawnServe } from '../../testing/serve-process.ts';
import { createTabReceiver, type TabReceiver } from '../../testing/tab-receiver.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { fromHex } from '../crypto/client/bytes.ts';
import { openUriCommand } from '../crypto/client/send-tab.ts';
import { rootKeys } from '../crypto/client/sync-keys.ts';

const password = 'correct horse battery';
const url = 'https://shared.example/den?secret=badger&b=2#part';
const dir = mkdtempSync(join(tmpdir(), 'foxden-send-'));
afterAll(() => rmSync(dir, { recursive: true, maxRetries: 10 }));

describeOnEngines('foxden send', (engine) => {
  let service: PushService;
  let server: TestServer;
  let client: FxaClient;
  let now = Date.now();
  let count = 0;
  let user: SignedIn;
  let laptop: TabReceiver;
  let laptopId: string;
  beforeAll(async () => {
    service = await startPushService();
    server = await startTestServer(engine, {
      env: { FOXDEN_PUSH: service.host, FOXDEN_RATE_LIMITS: 'off' },
      overrides: { now: () => now, pushAgent: service.agent, stretch: quickStretch },
    });
    client = new FxaClient(server.url);
  });
  afterAll(async () => {
    await server.stop();
    await service.stop();
  });
  const rootOf = () => rootKeys(fromHex(user.kB));
  const register = async (name: string, more: object, sessionToken: string) =>
    (await client.post('/account/device', { name, ...more }, client.session(sessionToken))).body.id as string;
  const another = async () => (await client.signIn(user.email, password)).sessionToken;
  beforeEach(async () => {
    now += 3_600_000;
    user = await client.signUp(`Send.${++count}@example.org`, password);
    laptop = createTabReceiver();
    const commands = { [openUriCommand]: await laptop.advertise(await rootOf()) };
    laptopId = await register('Vera’s Laptop', { availableCommands: commands }, user.sessionToken);
  });

  /** Runs it with what a person would type, a line each. */
  const send = (args: string[], { lines = [], env = {} }: { lines?: string[]; env?: Record<string, string> } = {}) =>
    runFoxden(['send', ...args], { env, input: lines.map((line) => `${line}\n`).join('') });
  const asked = (to: string[], more: { lines?: string[]; server?: string; password?: string } = {}) =>
    send([url, ...to, '--server', more.server ?? server.url, '--account', user.email], {
      lines: more.lines ?? [],
      env: { FOXDEN_SEND_PASSWORD: more.password ?? password },
    });
  const received = async () => {
    const { body } = await client.get('/account/device/commands?index=0', client.session(user.sessionToken));
    return (body.messages as { data: { command: string; payload: { encrypted: string } } }[]).map(({ data }) => {
      expect(data.command).toBe(openUriCommand);
      return JSON.parse(laptop.open(Buffer.from(data.payload.encrypted, 'base64url'))).entries;
    });
  };
  const sessions = async () =>
    (await server.ctx.db.query.selectFrom('sessions').select('uid').where('uid', '=', user.uid).execute()).length;
  const nobodyIsLeft = async () => {
    expect(await sessions()).toBe(1);
    const { body } = await client.get('/account/devices', client.session(user.sessionToken));
    expect(body.map(({ id }: { id: string }) => id)).toEqual([laptopId]);
  };

  it('encrypts the address to the device, and leaves neither a session nor a device', async () => {
    const { code, stdout } = await asked(['--to', 'vera’s laptop', '--title', 'A den']);
    expect(code).toBe(0);
    expect(stdout).toBe('Sent. Vera’s Laptop opens it at its next sync; it waits for 30 days.\n');
    expect(await received()).toEqual([[{ title: 'A den', url }]]);
    expect(JSON.stringify(server.logs)).not.toContain('badger');
    await nobodyIsLeft();
  });

  it('asks for what it was not told, line by line', async () => {
    const { code, output } = await send([url, '--to', laptopId, '--server', `${server.url}/`], {
      lines: [user.email.toUpperCase(), password],
    });
    expect(code).toBe(0);
    expect(output).not.toContain(password);
    expect(await received()).toEqual([[{ title: url, url }]]);
    const nothing = await send([url, '--to', 'x', '--server', server.url]);
    expect(nothing.code).toBe(1);
    expect(nothing.stderr).toContain('give it by --account');
  });

  it('reads the password from a file, and takes none twice', async () => {
    const file = join(dir, 'password');
    writeFileSync(file, `${password}\n`);
    const args = [url, '--to', 'vera', '--server', server.url, '--account', user.email];
    expect((await send([...args, '--password-file', file])).code).toBe(0);
    expect((await send(args, { env: { FOXDEN_SEND_PASSWORD_FILE: file } })).code).toBe(0);
    const twice = await send([...args, '--password-file', file], { env: { FOXDEN_SEND_PASSWORD: 'x' } });
    expect(twice.stderr).toContain('Give the password once');
    expect(await received()).toHaveLength(2);
  });

  it('tells a device with push at once', async () => {
    const phone = createTabReceiver();
    const commands = { [openUriCommand]: await phone.advertise(await rootOf()) };
    await register('Pixel', { availableCommands: commands, ...service.subscribe() }, await another());
    const { code, stdout } = await asked(['--to', 'Pix']);
    expect([code, stdout]).toEqual([0, 'Sent. Pixel has been told and opens it in a moment.\n']);
    const { body } = await service.next();
    expect(body).toMatchObject({ command: 'fxaccounts:command_received', data: { command: openUriCommand } });
    expect(JSON.stringify(body)).not.toContain('shared.example');
  });

  it('asks for the code of the second step, and takes a recovery code', async () => {
    const session = client.session(user.sessionToken);
    const { secret } = (await client.post('/totp/create', {}, session)).body;
    const app = new TOTP({ secret });
    const verify = { code: app.generate({ timestamp: now }), service: 'login' };
    const { recoveryCodes } = (await client.post('/session/verify/totp', verify, session)).body;
    now += 60_000;
    const wrong = await asked(['--to', 'vera'], { lines: ['000000'] });
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('This code is not right')]);
    const none = await asked(['--to', 'vera']);
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('Nothing was typed')]);
    const unknown = await asked(['--to', 'vera'], { lines: ['abcd-efgh-ijkl'] });
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('This code is not right')]);
    await nobodyIsLeft();
    expect((await asked(['--to', 'vera'], { lines: [app.generate({ timestamp: now })] })).code).toBe(0);
    expect((await asked(['--to', 'vera'], { lines: [recoveryCodes[0]] })).code).toBe(0);
    expect(await received()).toHaveLength(2);
    await nobodyIsLeft();
  });

  it('lists the devices when none is named, or the name means none or several', async () => {
    const [, twin] = [
      await register('Vera’s laptop', {}, await another()),
      await register('Evil\u001b[31m', {}, await another()),
    ];
    const all = await asked([]);
    expect(all.code).toBe(1);
    expect(all.stderr).toContain('Say which device by --to');
    for (const shown of ['Vera’s Laptop', 'Vera’s laptop', 'Evil\\u001b[31m', laptopId, twin]) {
      expect(all.stdout).toContain(shown);
    }
    expect(all.output).not.toContain('\u001b[31m');
    const several = await asked(['--to', 'VERA’S LAPTOP']);
    expect([several.code, several.stderr]).toEqual([1, expect.stringContaining('means several devices')]);
    expect(several.stdout).not.toContain(twin);
    const nobody = await asked(['--to', 'Tablet']);
    expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringContaining('no device is called "Tablet"')]);
    const deaf = await asked(['--to', twin]);
    expect([deaf.code, deaf.stderr]).toEqual([1, expect.stringContaining('takes no pages')]);
    expect(await received()).toEqual([]);
    expect((await asked(['--to', laptopId])).code).toBe(0);
    expect(await sessions()).toBe(3);
  });

  it('says what is wrong: account, password, key, address, server', async () => {
    const wrong = await asked(['--to', 'vera'], { password: 'hunter-two' });
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('The password is wrong')]);
    const stranger = await send([url, '--to', 'x', '--server', server.url, '--account', 'nobody@example.org'], {
      env: { FOXDEN_SEND_PASSWORD: password },
    });
    expect([stranger.code, stranger.stderr]).toEqual([1, expect.stringContaining('There is no account')]);

    const commands = { [openUriCommand]: await laptop.advertise(await rootKeys(fromHex('08'.repeat(32)))) };
    await register('Old', { availableCommands: commands }, await another());
    const old = await asked(['--to', 'Old']);
    expect([old.code, old.stderr]).toEqual([1, expect.stringContaining('older key of this account')]);

    for (const [args, words] of [
      [['about:config', '--to', 'vera'], 'begin with https://'],
      [[url, '--to', 'vera', '--server', 'http://sync.example.org'], 'no address of a Foxden'],
      [[], 'Usage: foxden send'],
    ] as const) {
      const { code, stderr } = await send([...args]);
      expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
    }
    const long = await send([`https://example.org/${'a'.repeat(65_536)}`, '--to', 'vera', '--server', server.url]);
    expect([long.code, long.stderr]).toEqual([1, expect.stringContaining('too long')]);

    const away = await asked(['--to', 'vera'], { server: `http://127.0.0.1:${await freePort()}` });
    expect([away.code, away.stderr]).toEqual([1, expect.stringMatching(/does not answer\. Nothing listens/)]);
    let status = 404;
    const other = createServer(({ url = '' }, response) =>
      response.writeHead(status, { Location: server.url + url }).end('<p>Hello</p>'),
    );
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    expect((await asked(['--to', 'vera'], { server: address })).stderr).toContain('keeps no accounts');
    status = 307;
    expect((await asked(['--to', 'vera'], { server: address })).stderr).toContain('keeps no accounts (status 307)');
    status = 503;
    expect((await asked(['--to', 'vera'], { server: address })).stderr).toContain('not available at the moment');
    other.close();
    expect(await received()).toEqual([]);
  });

  it('goes to the Foxden that runs here when no other is named', async () => {
    const env = await engine.env();
    const served = await spawnServe(env);
    await served.waitFor(/Foxden is ready/);
    const here = new FxaClient(served.url);
    user = await here.signUp('here@example.org', password);
    const commands = { [openUriCommand]: await laptop.advertise(await rootOf()) };
    await here.post('/account/device', { name: 'Den', availableCommands: commands }, here.session(user.sessionToken));
    const sent = await send([url, '--to', 'den', '--account', user.email], {
      env: { FOXDEN_DATA_DIR: env.FOXDEN_DATA_DIR!, FOXDEN_SEND_PASSWORD: password },
    });
    expect([sent.code, sent.stdout]).toEqual([0, expect.stringContaining('Sent. Den opens it')]);
    await served.stop();
    const stopped = await send([url, '--to', 'den', '--account', user.email], {
      env: { ...env, FOXDEN_SEND_PASSWORD: password },
    });
    expect([stopped.code, stopped.stderr]).toEqual([1, expect.stringContaining('does not answer')]);
  });
});
