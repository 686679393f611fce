import { mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createConfig } from '../../src/config/config.ts';
import { readEnv } from '../../src/config/read-env.ts';
import { AccountWizard, WizardError } from '../../testing/legacy/account-wizard.ts';
import { paleMoon } from '../../testing/legacy/client-profiles.ts';
import { LegacyClient } from '../../testing/legacy/legacy-client.ts';
import { usernameOf } from '../../testing/legacy/names.ts';
import { Requests } from '../../testing/legacy/requests.ts';
import { serveFamily, workerPids } from '../../testing/serve-family.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const guide = read('docs/from-the-2013-guide.md');
const rows = [...guide.matchAll(/^\| (?!In the guide)(.+) \| (.+) \|$/gm)].map(
  ([, old, here]) => [old!, here!] as const,
);
const here = 'scripts/docs/guide-2013.test.ts';
const { ready, spawn, dataDir } = serveFamily();

/** Which test runs what each line of the guide has become, and by which words one finds it there. */
const runBy: Record<string, [file: string, words: string]> = {
  '`aptitude install python-dev mercurial …`, `hg clone`, `make build`': ['e2e/fresh-clone.spec.ts', "'start'"],
  '`CREATE DATABASE`, `GRANT ALL`': ['src/legacy/story.test.ts', 'describeOnEngines'],
  'a user `firefoxsync` that owns the code': ['docker/systemd/foxden.service', 'ProtectSystem=strict'],
  '`mkdir /var/log/firefoxsync /var/run/firefoxsync`, `chown`': ['src/supervisor/serve.test.ts', 'umask 077'],
  '`gunicorn_paster development.ini &`, to try it': ['testing/serve-process.ts', "foxdenProgram, 'serve'"],
  '`iptables … --dport 5000`': [here, 'FOXDEN_LISTEN'],
  '`[captcha] use = true`': [here, "FOXDEN_CAPTCHA: 'altcha'"],
  '`[captcha] use = false`': [here, "FOXDEN_CAPTCHA: 'off'"],
  '`[captcha] public_key`, `private_key`': [here, 'no other server'],
  '`[captcha] use_ssl`': [here, 'no other server'],
  '`[storage] backend`': ['src/legacy/story.test.ts', 'describeOnEngines'],
  '`[storage] sqluri`': [here, 'every setting that the guide names is one'],
  '`[storage] standard_collections`': ['src/import/server-full/import-server-full.test.ts', "'fixed'"],
  '`[storage] use_quota`, `quota_size = 5120`': [here, 'toMatchObject({ allowed: 5120 })'],
  '`[storage] pool_size`, `pool_recycle`, `reset_on_return`': ['src/worker/database-away.test.ts', 'when it is back'],
  '`[storage] display_config = true`': ['src/commands/settings.test.ts', 'shows every setting'],
  '`[storage] create_tables = true`': ['src/supervisor/upgrade.test.ts', 'schema'],
  '`[auth] backend`, `sqluri`, `pool_size`, `pool_recycle`, `create_tables`': [
    'src/legacy/story.test.ts',
    'describeOnEngines',
  ],
  '`[auth] allow_new_users = false`': [here, "FOXDEN_SIGNUPS: 'closed'"],
  '`[nodes] fallback_node`': ['testing/legacy/story/registration.ts', "the node is the server's own address"],
  '`[smtp] host`, `port`': ['src/accounts/mail/mail.test.ts', 'hand mails to an SMTP server'],
  '`[smtp] sender`': [here, 'FOXDEN_MAIL_FROM'],
  '`[cef] use = true`, `file = syslog`': ['src/log/audit/audit-log.test.ts', 'sends lines to a socket'],
  '`[cef] vendor`, `version`, `device_version`, `product`': ['src/log/audit/audit-log.test.ts', 'Foxden\\|foxden'],
  '`[global] shared_secret`': [here, 'X-Weave-Secret'],
  '`[global] heartbeat_page`': [here, '__heartbeat__'],
  '`[reset_codes]`, which the guide lacked, so that no password could be reset': [
    'testing/legacy/story/forgotten.ts',
    'it can be used once',
  ],
  '`use = egg:gunicorn`, `host`, `port`': [here, 'FOXDEN_LISTEN'],
  '`workers = 2`': [here, 'ready('],
  '`timeout = 60`': ['src/supervisor/serve.test.ts', 'ends a worker that hangs'],
  '`[handler_syncserver_errors] args`': [here, 'FOXDEN_LOG_DIR'],
  '`level = ERROR`': [here, "FOXDEN_LOG_LEVEL: 'error'"],
  'the `server` block: pasted as it is, it answers 413 to larger uploads, lets nobody pair, and all come from one address':
    ['scripts/docs/reverse-proxies.test.ts', 'Nginx: {'],
  '`ssl_certificate`, self-signed, accepted by hand in each browser': [
    'src/supervisor/own-tls.test.ts',
    'serves https itself',
  ],
  '`return 301 https://…`': ['nginx/nginx.test.ts', 'refuses everything else without TLS'],
  '`proxy_set_header X-Real-IP`': ['src/legacy/key-exchange/hand-over.test.ts', 'X-Forwarded-For'],
  '`proxy_read_timeout 10`': ['nginx/nginx.conf.template', 'proxy_read_timeout 75s'],
  '`include drop.conf`': ['nginx/nginx.test.ts', 'logs no query'],
  '`start`': ['docker/systemd/foxden.service', 'ExecStart='],
  '`stop`': ['src/supervisor/serve.test.ts', 'drops no request that it has accepted at SIGTERM'],
  '`restart`, `force-reload`': ['src/commands/control.test.ts', 'restart.run([])'],
  '`status`': ['src/commands/control.test.ts', 'as the Linux Standard Base wants it'],
  'anything else': ['src/main.test.ts', 'a command that it does not know'],
  '`/etc/logrotate.d/firefoxsync`: weekly, `rotate 5`, `compress`': [here, "child.kill('SIGHUP')"],
  '`stop`, `hg pull`, `hg update`, `make build`, `start`': ['e2e/fresh-clone.spec.ts', "'pull'"],
  '"create an account and specify the URL of the server"': [
    'testing/legacy/story/registration.ts',
    'the wizard takes the address',
  ],
  '"associate all your devices"': ['testing/legacy/story/pairing.ts', 'is given account, password, recovery key'],
};

/** Every option of the guide's files, with those that its server read besides. */
const options = {
  captcha: 'use public_key private_key use_ssl',
  storage:
    'backend sqluri standard_collections use_quota quota_size pool_size pool_recycle reset_on_return display_config create_tables',
  auth: 'backend sqluri pool_size pool_recycle create_tables allow_new_users',
  nodes: 'fallback_node',
  smtp: 'host port sender',
  cef: 'use file vendor version device_version product',
};

it.each(rows.map(([old]) => old))('a test runs what has become of %s', (old) => {
  const [file, words] = runBy[old] ?? expect.fail('no test runs it: add one, and say here which');
  expect(read(file)).toContain(words);
});

it('no option of the old files is missing', () => {
  for (const [section, names] of Object.entries(options)) {
    const lines = rows.map(([old]) => old).filter((old) => old.includes(`\`[${section}] `));
    for (const name of names.split(' ')) {
      expect(
        lines.some((line) => new RegExp(`\\b${name}\\b`).test(line)),
        `[${section}] ${name}`,
      ).toBe(true);
    }
  }
});

it('every setting that the guide names is one, with a value that it takes', () => {
  const named = [...guide.matchAll(/`(FOXDEN_\w+)=([^`…]+)`/g)].map(([, name, value]) => [name!, value!] as const);
  expect(named.length).toBeGreaterThan(10);
  for (const [name, value] of named) {
    createConfig(readEnv({ FOXDEN_PUBLIC_URL: 'https://sync.example.org', [name]: value }));
  }
});

it('the import commands are run', () => {
  const commands = [...guide.matchAll(/^npx foxden (.+)$/gm)].map(([, command]) => command!);
  const test = read('src/commands/import-former-server.test.ts');
  expect(commands.shift()).toBe('init');
  for (const command of commands) {
    expect(command).toMatch(/^import server-full --from (mysql|sqlite):\S+( --dry-run| --quota 5120)?$/);
    const option = /--dry-run|--quota/.exec(command)?.[0];
    if (option) expect(test).toContain(`'${option}'`);
  }
});

it('the whole of sync.conf and development.ini works as it is translated', async () => {
  const folder = dataDir();
  const logs = join(folder, 'var-log');
  const secret = 'a-long-secret-of-your-own';
  const settings = {
    FOXDEN_CAPTCHA: 'altcha',
    FOXDEN_SIGNUPS: 'open',
    FOXDEN_QUOTA_KB: '5120',
    FOXDEN_MAIL_FROM: 'firefoxsync@mycompany.com',
    FOXDEN_SMTP_URL: `file://${join(folder, 'mails')}`,
    FOXDEN_LEGACY_SECRET: secret,
    FOXDEN_LOG_DIR: logs,
    FOXDEN_LOG_LEVEL: 'error',
    FOXDEN_LOG_KEEP: '5',
  };
  // Two workers, and FOXDEN_LISTEN with a port of its own.
  const served = await spawn(settings);
  // At this level nothing says that it is ready.
  await expect
    .poll(() =>
      workerPids(served).then(
        ({ length }) => length,
        () => 0,
      ),
    )
    .toBe(2);
  const requests = new Requests(paleMoon.userAgent);
  const wizard = new AccountWizard(requests);
  expect(await wizard.chooseServer(served.url)).toBe(true);
  const page = (await wizard.captchaPage())!;
  for (const id of ['recaptcha_challenge_field', 'recaptcha_response_field']) expect(page).toContain(id);
  // Nothing of it is loaded from elsewhere: no other server is asked.
  expect(page).not.toMatch(/(src|href|action)=["']?(https?:)?\/\//);
  const [account, password] = ['guide@example.org', 'correct horse'];
  await expect(wizard.create(account, password)).rejects.toThrow(new WizardError('invalid-captcha'));
  const headers = { 'Content-Type': 'text/plain', 'X-Weave-Secret': secret };
  const body = JSON.stringify({ password, email: account });
  const url = `${served.url}/user/1.0/${usernameOf(account)}`;
  expect((await requests.send('PUT', url, headers, body)).status).toBe(200);
  const client = new LegacyClient(paleMoon, { serverUrl: `${served.url}/`, account, password, requests });
  expect((await client.sync()).failures).toEqual({});
  expect(await client.quota()).toMatchObject({ allowed: 5120 });
  expect((await requests.send('GET', `${served.url}/__heartbeat__`)).status).toBe(200);
  await requests.send('GET', `${url}/password_reset`, { 'X-Weave-Secret': secret });
  const [mail] = readdirSync(join(folder, 'mails'));
  expect(readFileSync(join(folder, 'mails', mail!), 'utf8')).toContain('firefoxsync@mycompany.com');

  // What logrotate does: move the files away and tell the daemon, which the old one never was.
  mkdirSync(join(folder, 'rotated'));
  for (const name of readdirSync(logs)) renameSync(join(logs, name), join(folder, 'rotated', name));
  served.child.kill('SIGHUP');
  const again = () => readdirSync(logs).filter((name) => name.startsWith('access'));
  await expect
    .poll(async () => {
      await requests.send('GET', `${served.url}/user/1.0/a`);
      return again().length;
    })
    .toBeGreaterThan(0);
  client.close();
});

it.each([
  [{ FOXDEN_SIGNUPS: 'closed', FOXDEN_CAPTCHA: 'off' }, 'generic-server-error'],
  [{ FOXDEN_SIGNUPS: 'invite', FOXDEN_CAPTCHA: 'off' }, 'invalid-captcha'],
])(
  'allow_new_users = false: with %j nobody gets in, and no client takes it for maintenance',
  async (settings, shown) => {
    const served = await ready(settings);
    const requests = new Requests(paleMoon.userAgent);
    const wizard = new AccountWizard(requests);
    await wizard.chooseServer(served.url);
    await expect(wizard.create('new@example.org', 'correct horse')).rejects.toThrow(new WizardError(shown));
    expect(requests.trace.at(-1)!.status).toBe(400);
    requests.close();
  },
);
