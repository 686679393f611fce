import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from '@playwright/test';
import { parse } from 'yaml';
import type { FixtureFacts } from '../src/database/fixtures/facts.ts';
import { FxaClient } from '../testing/fxa-client.ts';
import { accessTokenOf, openSyncStorage } from '../testing/sync-client.ts';
import { ensureBaseImages } from './containers/base-images.ts';
import { command } from './containers/command.ts';
import { type Engine, startEngine } from './containers/engine.ts';
import { NoEngine } from './containers/no-engine.ts';
import { canHaveRegistry, type Registry, startRegistry } from './containers/registry.ts';
import { prepareStack, type Service, type Stack } from './containers/stack.ts';
import { expectAccessible } from './harness/accessibility.ts';
import { openAdministration } from './harness/administration.ts';
import { addBookmark, listBookmarks } from './harness/firefox/bookmarks.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { cleanSync, firstSync, syncClean, syncNow } from './harness/firefox/sync.ts';
import { watchForErrors } from './harness/quiet-page.ts';
import { signIn, signUp } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

const person = { email: 'Renate.Fuchs@example.org', password: 'correct horse battery' };

test.describe('the appliance in containers, from the unmodified compose.yaml', () => {
  test.describe.configure({ mode: 'serial' });
  let engine: Engine | undefined;
  let missing: string | undefined;
  let stack: Stack;
  let registry: Registry | undefined;
  const browsers: Firefox[] = [];

  test.beforeAll(async () => {
    try {
      engine = await startEngine();
      await ensureBaseImages(engine);
    } catch (error) {
      if (!(error instanceof NoEngine)) throw error;
      missing = error.message;
    }
  });
  test.beforeEach(() => test.skip(missing !== undefined, missing));
  test.afterAll(async () => {
    for (const browser of browsers) await browser.destroy();
    await stack?.destroy();
    await registry?.stop();
    await engine?.stop();
  });

  /** A stock Firefox that trusts the test's authority, as it trusts Let's Encrypt's. */
  async function firefox(root: string): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'foxden-firefox-'));
    const file = join(profile, 'authority.crt');
    writeFileSync(file, root);
    execFileSync('certutil', ['-N', '-d', `sql:${profile}`, '--empty-password']);
    execFileSync('certutil', ['-A', '-d', `sql:${profile}`, '-n', 'test', '-t', 'CT,,', '-i', file]);
    const browser = await launchFirefox(stack.url, { profile, prefs: { 'network.dns.localDomains': stack.host } });
    browsers.push(browser);
    return browser;
  }

  /** Lets a running Firefox trust another root. */
  function trust(browser: Firefox, root: string): Promise<void> {
    const base64 = root.replace(/-----[^-]+-----|\s/g, '');
    return browser.chrome((base64) => {
      const certificates = Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB);
      certificates.addCertFromBase64(base64, 'CT,,');
    }, base64);
  }

  async function expectBookmark(browser: Firefox, title: string): Promise<void> {
    await syncClean(browser);
    expect((await listBookmarks(browser)).map(({ path }) => path)).toContain(`/${title}`);
  }

  test('with an empty .env it says what to do next and lets nobody in', async () => {
    const empty = await prepareStack(engine!, { publicUrl: false });
    try {
      await empty.compose('up', '-d', '--build', '--wait');
      const origin = `http://127.0.0.1:${empty.http}`;
      const page = await fetch(origin);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('&quot;publicUrl&quot;:null');
      const body = JSON.stringify({ email: person.email, authPW: '00'.repeat(32) });
      const headers = { 'Content-Type': 'application/json' };
      const signUp = await fetch(`${origin}/v1/account/create`, { method: 'POST', body, headers });
      expect(signUp.status).toBeGreaterThanOrEqual(400);
    } finally {
      await empty.destroy();
    }
  });

  test('gets its certificate, and two stock Firefoxes sync over https through Nginx', async () => {
    test.skip(!hasFirefox(), 'needs firefox-esr');
    test.skip(!existsSync('/usr/bin/certutil'), 'needs certutil (libnss3-tools)');
    stack = await prepareStack(engine!, { publicUrl: true });
    await stack.compose('up', '-d', '--build', '--wait');
    await stack.certificate();
    const root = await stack.root();
    const [a, b] = [await firefox(root), await firefox(root)];
    await addBookmark(a, 'From the first', 'https://first.example/');
    await signUp(a, person);
    await firstSync(a);
    await signIn(b, person);
    await firstSync(b);
    await expectBookmark(b, 'From the first');
  });

  test('an administrator sees its history on the page, orders a new one, and reads why an order failed', async () => {
    await stack.compose('exec', '-T', 'foxden', 'foxden', 'user', 'admin', person.email);
    const page = await browsers[0]!.context.newPage();
    const noErrors = watchForErrors(page);
    await openAdministration(page, stack.url, person);
    const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Certificate', level: 2 }) });
    await expect(card.getByText('The certificate is in order.')).toBeVisible();
    await card.getByText('What has happened to it').click();
    const history = card.locator('details li');
    const inService = /^[A-Z].*\d{4}.*: in service for sync\.foxden\.test, issued by Pebble .+ \(good until .*\d{4}\)$/;
    await expect(history).toHaveText([inService]);
    const order = async () => {
      await card.getByRole('button', { name: 'Get a fresh one now' }).click();
      await card.getByRole('button', { name: 'Yes, get one' }).click();
    };
    const fingerprint = card.locator('dd code');
    const first = await fingerprint.textContent();
    await order();
    await expect(history).toHaveText([inService, inService]);
    await expect(fingerprint).not.toHaveText(first!);

    await stack.cutOff('pebble');
    await order();
    const failed = 'The certificate authority could not be reached: ';
    await expect(history).toHaveCount(3);
    await expect(history.first()).toContainText(failed);
    await expect(card.getByText(failed).first()).toBeVisible();
    await expect(card.getByText(/Check that this machine reaches the Internet.*tries again by itself\./)).toBeVisible();
    await expectAccessible(page);
    await stack.rejoin('pebble');
    await order();
    await expect(history).toHaveCount(4);
    await expect(history.first()).toHaveText(inService);
    await expect(card.getByText('The certificate is in order.')).toBeVisible();
    const told = await stack.compose('exec', '-T', 'foxden', 'foxden', 'certificate', 'history');
    expect(told.match(/in service for sync\.foxden\.test, issued by Pebble/g)).toHaveLength(3);
    expect(told).toContain(failed);
    noErrors();
    await page.close();
  });

  for (const service of ['mariadb', 'foxden', 'nginx'] satisfies Service[]) {
    test(`survives a crash of ${service}`, async () => {
      const [a, b] = browsers as [Firefox, Firefox];
      await addBookmark(a, `Before ${service}`, `https://before.example/${service}`);
      await syncClean(a);
      await stack.crash(service);
      await addBookmark(a, `After ${service}`, `https://after.example/${service}`);
      await syncClean(a);
      await expectBookmark(b, `Before ${service}`);
      await expectBookmark(b, `After ${service}`);
    });
  }

  test('keeps everything over down and up', async () => {
    const [a, b] = browsers as [Firefox, Firefox];
    const certificate = await stack.certificate();
    await stack.compose('down');
    await stack.compose('up', '-d', '--wait');
    expect(await stack.certificate()).toBe(certificate);
    await addBookmark(b, 'After down and up', 'https://down.example/');
    await syncClean(b);
    await expectBookmark(a, 'After down and up');
  });

  test('brings a backup back after everything is lost, and the browsers lose nothing', async () => {
    const [a, b] = browsers as [Firefox, Firefox];
    await addBookmark(a, 'In the backup', 'https://saved.example/');
    await syncClean(a);
    const archive = /in (\/data\/backups\/\S+) /.exec(
      await stack.compose('exec', '-T', 'foxden', 'foxden', 'backup'),
    )![1]!;
    const saved = [await stack.read(archive), await stack.read('/data/keys/backup-passphrase')] as const;
    await addBookmark(a, 'After the backup', 'https://later.example/');
    await syncClean(a);

    await stack.compose('down', '-v');
    stack.settings.FOXDEN_BACKUP_PASSPHRASE = saved[1].toString().trim();
    await stack.compose('up', '-d', '--wait');
    const kept = join(mkdtempSync(join(tmpdir(), 'foxden-moved-')), 'backup.foxden');
    writeFileSync(kept, saved[0]);
    expect(await stack.line(`docker compose exec -T foxden foxden restore - < ${kept}`)).toContain('Restored');
    rmSync(dirname(kept), { recursive: true });
    delete stack.settings.FOXDEN_BACKUP_PASSPHRASE;
    await stack.compose('up', '-d', '--wait');

    await stack.certificate();
    // The wipe took the authority's old root along.
    for (const browser of [a, b]) await trust(browser, await stack.root());
    for (const browser of [a, b]) await expect.poll(() => syncNow(browser)).toEqual(cleanSync);
    const c = await firefox(await stack.root());
    await signIn(c, person);
    await firstSync(c);
    for (const title of ['From the first', 'In the backup', 'After the backup']) await expectBookmark(c, title);
  });

  test("the README's upgrade brings newer base images, also without a new Foxden, and leaves no image behind", async () => {
    test.skip(!canHaveRegistry(engine), 'needs docker-registry, and an engine that the test has started');
    registry = await startRegistry(engine!);
    const images = ['mariadb:11.8', 'nginx:1.30', 'node:26-trixie-slim', 'debian:trixie-slim'];
    for (const image of images) await registry.publish(image, 'newer');
    await stack.line('docker compose pull --ignore-buildable && docker compose build --pull && docker compose up -d');
    await stack.compose('up', '-d', '--wait');
    for (const service of ['mariadb', 'foxden', 'nginx'] satisfies Service[]) {
      expect((await stack.compose('exec', '-T', service, 'cat', '/etc/published')).trim(), service).toBe('newer');
    }
    await stack.line('docker image prune -f');
    expect(await engine!.docker('images', '-q', '-f', 'dangling=true')).toBe('');
    const [a, b] = browsers as [Firefox, Firefox];
    await addBookmark(a, 'After the upgrade', 'https://upgrade.example/');
    await syncClean(a);
    await expectBookmark(b, 'After the upgrade');
  });

  test('the image is small, and has Node without npm', async () => {
    const bytes = Number(await engine!.docker('image', 'inspect', '-f', '{{.Size}}', 'localhost/foxden:0.1.0'));
    console.log(`The image has ${(bytes / 1e6).toFixed(0)} MB.`);
    expect(bytes).toBeLessThan(220e6);
    expect(await stack.compose('exec', '-T', 'foxden', 'sh', '-c', 'command -v npm || echo none')).toBe('none\n');
    expect(await stack.compose('exec', '-T', 'foxden', 'foxden', '--version')).toMatch(/^foxden \d/);
  });

  test('one build makes the image of all services, and Nginx listens on IPv6 as well', async () => {
    for (const file of ['compose.yaml', 'docker/cluster/compose.yaml']) {
      const config = await command('docker', ['compose', '-f', file, 'config', '--format', 'json'], {
        env: engine!.env,
        cwd: new URL('..', import.meta.url).pathname,
      });
      const services = Object.values(JSON.parse(config).services as Record<string, { build?: object }>);
      expect(services.filter(({ build }) => build)).toHaveLength(1);
    }
    const listening = await stack.compose('exec', '-T', 'nginx', 'cat', '/proc/net/tcp6');
    expect(listening).toMatch(/ 0{32}:0050 /);
    expect(listening).toMatch(/ 0{32}:01BB /);
    const doctor = await stack.compose('exec', '-T', 'foxden', 'sh', '-c', 'foxden doctor || true');
    expect(doctor).toMatch(/Still supported: .*Nginx 1\.30\.\d+/);
  });

  test('runs without root, without capabilities, on a root file system that can not be written', async () => {
    for (const service of ['foxden', 'nginx'] satisfies Service[]) {
      const status = await stack.compose('exec', '-T', service, 'cat', '/proc/1/status');
      expect(status).toMatch(/^Uid:\t1000\t1000\t1000\t1000$/m);
      expect(status).toMatch(/^CapBnd:\t0+$/m);
      expect(status).toMatch(/^NoNewPrivs:\t1$/m);
      expect(await stack.compose('exec', '-T', service, 'cat', '/proc/mounts')).toMatch(/^\S+ \/ \S+ ro,/m);
    }
    const database = await stack.compose('exec', '-T', 'mariadb', 'cat', '/proc/1/status');
    expect(database).toMatch(/^CapEff:\t0+$/m);
    await expect(stack.compose('exec', '-T', 'nginx', 'bash', '-c', 'echo > /dev/tcp/mariadb/3306')).rejects.toThrow();
  });

  test('steps down from root in the packages of app stores, whose files every engine reads', async () => {
    const nas = new URL('../docker/nas/', import.meta.url).pathname;
    const directory = mkdtempSync(join(tmpdir(), 'foxden-nas-'));
    const image = parse(readFileSync(join(nas, 'synology/compose.yaml'), 'utf8')).services.foxden.image;
    const env = {
      ...engine!.env,
      HTTP_PORT: '8000',
      APP_DATA_DIR: directory,
      AppID: 'foxden',
      PUID: '1000',
      PGID: '1000',
    };
    for (const file of readFileSync(join(nas, 'generated.txt'), 'utf8').match(/^.*compose\.ya?ml$/gm)!) {
      // Umbrel lays its own file with the proxy over the app's.
      if (file.startsWith('umbrel/')) continue;
      await command('docker', ['compose', '-f', join(nas, file), 'config', '-q'], { env });
    }
    await engine!.docker('tag', 'localhost/foxden:0.1.0', image);
    const project = ['compose', '-p', 'foxden-test-nas', '--project-directory', directory];
    const own = [...project, '-f', join(nas, 'synology/compose.yaml')];
    try {
      await command('docker', [...own, 'up', '-d', '--wait'], { env });
      const status = await command('docker', [...own, 'exec', '-T', 'foxden', 'foxden', 'status'], { env });
      expect(status).toContain('is running');
      const processes = await command(
        'docker',
        [...own, 'exec', '-T', 'foxden', 'sh', '-c', 'cat /proc/[0-9]*/status'],
        { env },
      );
      // Supervisor, worker and pairing hub, and whatever else is Foxden's.
      const users = [...processes.matchAll(/^Name:\tfoxden.*\n(?:.*\n)*?Uid:\t(\d+)/gm)].map(([, uid]) => uid);
      expect(users.length).toBeGreaterThanOrEqual(3);
      expect(new Set(users)).toEqual(new Set(['1000']));
      expect(statSync(join(directory, 'data/foxden.sqlite')).uid).toBe(1000);
    } finally {
      await command('docker', [...own, 'down', '-v'], { env });
      rmSync(directory, { recursive: true, force: true });
    }
  });

  test('logs no password and no address', async () => {
    const logs = await stack.compose('logs', '--no-color');
    const files = await stack.compose('exec', '-T', 'foxden', 'sh', '-c', 'cat /data/logs/*');
    const secret = await stack.compose('exec', '-T', 'mariadb', 'cat', '/mariadb-secret/password');
    for (const text of [logs, files]) {
      for (const leak of [person.email, person.email.toLowerCase(), person.password, secret]) {
        expect(text).not.toContain(leak);
      }
    }
  });

  test('saves the data of an older version, brings them up to date and goes on with them', async () => {
    const folder = new URL('../src/database/fixtures/', import.meta.url);
    const facts: FixtureFacts = JSON.parse(readFileSync(new URL('schema-5.json', folder), 'utf8'));
    await stack.compose('down', '-v');
    await stack.compose('up', '-d', '--wait', 'mariadb');
    await stack.run(`
      import { createConfig } from '/app/src/config/config.ts';
      import { readEnv } from '/app/src/config/read-env.ts';
      import { layOut } from '/app/src/database/fixtures/lay-out.ts';
      const file = '/app/src/database/fixtures/schema-5.foxden';
      await layOut(createConfig(readEnv(process.env)), { schema: 5, file, passphrase: '${facts.passphrase}' });
    `);
    await stack.compose('up', '-d', '--wait');
    const logs = await stack.compose('logs', '--no-color', 'foxden');
    expect(logs).toMatch(/backup made before the upgrade(.|\n)*database schema brought up to date/);
    expect(await stack.compose('exec', '-T', 'foxden', 'ls', '/data/backups')).toContain('before-upgrade');

    const url = await stack.origin();
    const client = new FxaClient(url, { scheme: 'bearer' });
    const user = await client.signIn(facts.email, facts.password);
    expect(user.kB).toBe(facts.kB);
    const accessToken = await accessTokenOf(client, user.sessionToken);
    const storage = await openSyncStorage({ ...facts, url, publicUrl: stack.url, accessToken });
    const { json } = await storage.get('/storage/bookmarks?full=1');
    expect(json).toHaveLength(facts.records.bookmarks!.length);
    for (const record of facts.records.bookmarks!) expect(json).toContainEqual(expect.objectContaining(record));
  });

  test("the README's last line leaves nothing behind", async () => {
    const mine = ['mariadb:11.8', 'nginx:1.30', 'foxden-test-pebble:latest'];
    // Images of the test are used again, so they keep another name meanwhile.
    for (const image of mine) await engine!.docker('tag', image, `foxden-test-kept/${image}`);
    try {
      await stack.line('docker compose down --volumes --rmi all');
      const filter = ['--filter', 'label=com.docker.compose.project=foxden-test', '-q'];
      expect(await engine!.docker('ps', '-a', ...filter)).toBe('');
      expect(await engine!.docker('volume', 'ls', ...filter)).toBe('');
      expect(await engine!.docker('images', '-q', 'localhost/foxden')).toBe('');
    } finally {
      for (const image of mine) {
        await engine!.docker('tag', `foxden-test-kept/${image}`, image);
        await engine!.docker('image', 'rm', `foxden-test-kept/${image}`);
      }
    }
  });
});
