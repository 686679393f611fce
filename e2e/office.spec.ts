import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import { policies } from '../src/web/guide/config-files.ts';
import { hasChromium, launchChromium } from './harness/chromium.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { openSignIn } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

const firefoxFolder = '/usr/lib/firefox-esr';
const addressPref = 'identity.fxaccounts.autoconfig.uri';

// What the guide shows is taken from its page and done as it says, to a Firefox that was told nothing else.
test.describe('the files and commands of the guide, in a real Firefox', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasFirefox() || !hasChromium(), 'needs firefox-esr and chromium');

  let foxden: Foxden;
  let chromium: Browser;
  let guide: Page;
  let folder: string;
  let firefox: Firefox | undefined;

  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite');
    chromium = await launchChromium();
    guide = await (await chromium.newContext()).newPage();
    await guide.goto(`${foxden.url}/connect`);
    await guide.getByText('By a file or a command').click();
  });
  test.afterAll(async () => {
    await chromium?.close();
    await foxden?.destroy();
  });
  test.beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'foxden-office-'));
  });
  test.afterEach(async () => {
    await firefox?.destroy();
    firefox = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  /** What the guide offers to copy under a name. */
  const offered = async (name: string) =>
    (await guide
      .getByRole('button', { name: `Copy ${name}`, exact: true })
      .locator('xpath=..')
      .locator('code')
      .textContent())!;

  /** A Firefox of its own, into whose folder files may be put. */
  function copyOfFirefox(): string {
    const program = join(folder, 'firefox');
    // Debian's link to a folder of its own for policies leads nowhere where there are none.
    const filter = (path: string) => basename(path) !== 'distribution';
    cpSync(firefoxFolder, program, { recursive: true, dereference: true, filter });
    return program;
  }

  const prefOf = (browser: Firefox) =>
    browser.chrome(
      (name) => ({
        value: Services.prefs.getStringPref(name),
        isLocked: Services.prefs.prefIsLocked(name),
        http: Services.prefs.getBoolPref('identity.fxaccounts.allowHttp', false),
      }),
      addressPref,
    );

  async function expectSignInHere(browser: Firefox): Promise<void> {
    const page = await openSignIn(browser);
    expect(new URL(page.url()).origin).toBe(foxden.url);
    await expect(page.getByLabel('E-mail address')).toBeVisible();
  }

  test('the command for Linux and macOS', async () => {
    for (const system of ['Linux, in a terminal', 'macOS, in Terminal']) {
      const profile = mkdtempSync(join(folder, 'my profile-'));
      writeFileSync(join(profile, 'user.js'), 'user_pref("foxden.kept", 3);\n');
      await guide.getByLabel('Folder of the profile').fill(profile);
      await guide.getByRole('button', { name: system }).click();
      execFileSync('/bin/sh', ['-c', await offered('the command')]);
      // Firefox takes it over from user.js when it starts; the driver of the tests puts a user.js of its own there afterwards.
      execFileSync(
        '/usr/bin/firefox-esr',
        ['--headless', '--profile', profile, '--screenshot', join(profile, 'blank.png'), 'about:blank'],
        {
          env: { ...process.env, HOME: folder },
          stdio: 'ignore',
        },
      );
      firefox = await launchFirefox(undefined, { profile });
      expect(await prefOf(firefox)).toEqual({ value: foxden.url, isLocked: false, http: true });
      expect(await firefox.chrome(() => Services.prefs.getIntPref('foxden.kept'))).toBe(3);
      await expectSignInHere(firefox);
      await firefox.destroy();
      firefox = undefined;
    }
  });

  test('AutoConfig, for every profile of a computer', async () => {
    const program = copyOfFirefox();
    for (const path of ['defaults/pref/autoconfig.js', 'mozilla.cfg']) {
      mkdirSync(dirname(join(program, path)), { recursive: true });
      writeFileSync(join(program, path), await offered(`the lines for ${path}`));
    }
    firefox = await launchFirefox(undefined, { program: join(program, 'firefox-esr') });
    expect(await prefOf(firefox)).toEqual({ value: foxden.url, isLocked: true, http: true });
    await expectSignInHere(firefox);
  });

  test('policies.json has the network’s own authority trusted, and takes no account server', async () => {
    const program = copyOfFirefox();
    const certificates = join(folder, 'home/.mozilla/certificates');
    mkdirSync(certificates, { recursive: true });
    const subject = '/CN=Foxden of an office';
    const request = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '30',
    ];
    const files = ['-keyout', join(folder, 'key.pem'), '-out', join(certificates, 'foxden.crt')];
    execFileSync('openssl', [...request, '-subj', subject, ...files], { stdio: 'ignore' });
    const shown = JSON.parse(policies());
    const Preferences = { [addressPref]: { Value: foxden.url, Status: 'locked' } };
    mkdirSync(join(program, 'distribution'), { recursive: true });
    writeFileSync(
      join(program, 'distribution/policies.json'),
      JSON.stringify({ policies: { ...shown.policies, Preferences } }),
    );
    firefox = await launchFirefox(undefined, { program: join(program, 'firefox-esr'), home: join(folder, 'home') });
    const trusted = () =>
      firefox!.chrome(async (name) => {
        const certificates = Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB);
        const found = certificates.getCerts().find((each: { commonName: string }) => each.commonName === name);
        return !!found && certificates.isCertTrusted(found, Ci.nsIX509Cert.CA_CERT, Ci.nsIX509CertDB.TRUSTED_SSL);
      }, 'Foxden of an office');
    await expect.poll(trusted).toBe(true);
    expect((await prefOf(firefox)).value).not.toBe(foxden.url);
  });
});
