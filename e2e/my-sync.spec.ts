import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, expect, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { FxaClient } from '../testing/fxa-client.ts';
import { expectAccessible } from './harness/accessibility.ts';
import { hasChromium, launchChromium } from './harness/chromium.ts';
import { addBookmark } from './harness/firefox/bookmarks.ts';
import { addFormEntry, addHistory, addLogin } from './harness/firefox/everything-else.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { firstSync, signOut, syncClean, syncNow, uiState } from './harness/firefox/sync.ts';
import { expectFits } from './harness/fits.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { ageProofs, tabOf, tabTo } from './harness/my-sync.ts';
import { watchForErrors } from './harness/quiet-page.ts';
import { signIn, signUp } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

const person = { email: 'mia.mysync@example.org', password: 'correct horse battery' };
const secret = 'Tr0ub4dor';

test.describe('my sync', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasFirefox() || !hasChromium(), 'needs firefox-esr and chromium');

  let foxden: Foxden;
  let a: Firefox;
  let b: Firefox;
  let chromium: Browser;
  let fxa: FxaClient;
  let page: Page;
  let noErrors: () => void;

  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite', { FOXDEN_RATE_LIMITS: 'off', FOXDEN_QUOTA_KB: '10240' });
    fxa = new FxaClient(foxden.url);
    [a, b] = await Promise.all([launchFirefox(foxden.url), launchFirefox(foxden.url)]);
    await addBookmark(a, 'A den', 'https://den.example/');
    await addHistory(a, [{ url: 'https://visited.example/', title: 'Visited' }]);
    await addLogin(a, 'https://login.example', 'mia', secret);
    await addFormEntry(a, 'searchbar-history', 'how foxes sleep');
    await signUp(a, person);
    await firstSync(a);
    await syncClean(a);
    await signIn(b, person);
    await firstSync(b);
    chromium = await launchChromium();
  });
  test.afterAll(async () => {
    await chromium?.close();
    await Promise.all([a?.destroy(), b?.destroy()]);
    await foxden?.destroy();
  });

  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const card = (name: string) => page.getByRole('region', { name, exact: true });
  const stored = async () => {
    const { sessionToken } = await fxa.signIn(person.email, person.password);
    const session = fxa.session(sessionToken);
    const { body } = await fxa.get('/account/sync_data', session);
    await fxa.post('/session/destroy', {}, session);
    return Object.fromEntries(
      (body.collections as { name: string; records: number }[]).map(({ name, records }) => [name, records]),
    );
  };

  async function open(next: Page): Promise<void> {
    page = next;
    noErrors = watchForErrors(page);
    await page.goto(`${foxden.url}/sync`);
    await expect(heading('My sync')).toBeVisible();
    await expect(heading('Is it syncing?')).toBeVisible();
    await expect(page.getByText(/^Signed in on/).first()).toBeVisible();
  }

  async function openInTab(): Promise<void> {
    await open(await tabOf(chromium, await fxa.signIn(person.email, person.password)));
  }

  async function close(): Promise<void> {
    noErrors();
    await page.close();
  }

  test('in a Firefox that syncs: what is stored, how much room is left, who is signed in, what happened', async () => {
    await open(await a.context.newPage());
    const glance = card('Is it syncing?');
    await expect(glance).toContainText(
      /written to this server within the last minute|last write reached this server \d+ minutes? ago\./,
    );
    await expect(glance).toContainText(/[\d.]+ (byte|kB) of 10 MB used, 10 MB left\./);
    await expect(page.getByRole('progressbar', { name: 'Room that is used' })).toBeVisible();
    const collections = card('What is stored, newest change first');
    await expect(collections.getByRole('listitem').filter({ hasText: 'Passwords' })).toContainText(
      /· 1 entry · [\d.]+ /,
    );
    await expect(collections).toContainText('What Firefox keeps for itself');
    for (const path of ['/data', '/history', '/send'])
      await expect(collections.locator(`a[href="${path}"]`)).toBeVisible();
    const devices = card('Devices');
    await expect(devices.getByRole('listitem')).toHaveCount(2);
    await expect(devices.getByRole('listitem').filter({ hasText: 'This one' })).toContainText(
      'Computer · Last contact',
    );
    await expect(devices.getByText(/^Signed in on .+ from (127\.0\.0\.1|::1) with Firefox \d+ on Linux$/)).toHaveCount(
      2,
    );
    await expect(card('Other sign-ins')).toContainText('There are none.');
    await expect(devices.locator('a[href="/connect"]')).toBeVisible();
    const history = card('Security history');
    await expect(history).toContainText('Account created');
    await expect(history).toContainText('Device connected');
    await expect(history).toContainText(/· (127\.0\.0\.1|::1) · Firefox \d+ on Linux/);
    await expect(card('Recovery codes')).toContainText('Two-step sign-in is off');
    await expectAccessible(page);
    await close();
  });

  for (const scheme of ['light', 'dark'] as const) {
    for (const width of [390, 1280]) {
      test(`has room and colours at ${width} pixels, ${scheme}`, async () => {
        await open(
          await tabOf(chromium, await fxa.signIn(person.email, person.password), {
            colorScheme: scheme,
            viewport: { width, height: 900 },
          }),
        );
        await expectFits(page, width);
        await expectAccessible(page);
        await page.screenshot({ path: test.info().outputPath(`my-sync-${scheme}-${width}.png`), fullPage: true });
        await close();
      });
    }
  }

  for (const [locale, title, glance] of [
    ['de', 'Mein Sync', 'Wird abgeglichen?'],
    ['fr', 'Ma synchronisation', 'Est-ce que ça synchronise ?'],
    ['es', 'Mi sincronización', '¿Se está sincronizando?'],
  ] as const) {
    test(`speaks ${locale}`, async () => {
      const session = await fxa.signIn(person.email, person.password);
      page = await tabOf(chromium, session, { locale, viewport: { width: 390, height: 900 } });
      noErrors = watchForErrors(page);
      await page.goto(`${foxden.url}/sync`);
      await expect(heading(title)).toBeVisible();
      await expect(page.getByRole('heading', { name: glance })).toBeVisible();
      await expect(page.locator('.hint time').first()).toBeVisible();
      await expectFits(page, 390);
      await expectAccessible(page);
      await page.screenshot({ path: test.info().outputPath(`my-sync-${locale}.png`), fullPage: true });
      await close();
    });
  }

  test('everything is downloaded as it is stored, and nobody can read it', async () => {
    await openInTab();
    const [download] = await Promise.all([page.waitForEvent('download'), press('Download the file')]);
    await expect(page.getByText('The file is complete')).toBeVisible();
    // Before anybody else signs in, which stands in the history, too.
    await expect(card('Security history').getByRole('listitem').first()).toContainText('Encrypted data downloaded');
    expect(download.suggestedFilename()).toMatch(/^foxden-sync-data-\d{4}-\d\d-\d\d\.jsonl$/);
    const file = readFileSync((await download.path())!, 'utf8');
    const lines = file
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const count = Object.values(await stored()).reduce((sum, records) => sum + records, 0);
    expect(lines[0]).toMatchObject({ format: 'foxden-sync-data', version: 1 });
    expect(lines.at(-1)).toEqual({ end: true, records: count });
    expect(lines.filter(({ id }) => id)).toHaveLength(count);
    for (const word of [secret, 'A den', 'den.example', 'visited.example', 'how foxes sleep'])
      expect(file).not.toContain(word);
    await close();
    // Firefox under remote control tells of no download, but takes it.
    await open(await a.context.newPage());
    const [answer] = await Promise.all([page.waitForResponse(/\/archive$/), press('Download the file')]);
    expect(answer.status()).toBe(200);
    await expect(page.getByText('The file is complete')).toBeVisible();
    await close();
  });

  test('a download that breaks off is told as one, and no file is kept', async () => {
    await openInTab();
    await page.route('**/archive', (route) => route.abort('connectionreset'));
    await press('Download the file');
    await expect(page.getByRole('alert')).toContainText('does not answer');
    await expect(page.getByText('The file is complete')).toBeHidden();
    await page.close();
  });

  test('collections are deleted by keyboard alone, with the password given again, and stay away', async () => {
    await openInTab();
    ageProofs(foxden);
    const { keyboard } = page;
    const before = await stored();
    await tabTo(page, 'button', 'Delete');
    await keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('Choose what to delete first');
    const forms = page.getByRole('checkbox', { name: /^Form entries/ });
    for (let presses = 0; presses < 80; presses++) {
      await keyboard.press('Shift+Tab');
      if (await forms.evaluate((box) => box === document.activeElement)) break;
    }
    await keyboard.press('Space');
    await expect(forms).toBeChecked();
    await tabTo(page, 'button', 'Delete');
    await keyboard.press('Enter');
    await expect(page.getByText('Tick the box as well')).toBeVisible();
    await expect(page.getByRole('checkbox', { name: 'Delete what I have chosen from this server' })).toBeFocused();
    await keyboard.press('Space');
    await tabTo(page, 'button', 'Delete');
    await keyboard.press('Enter');
    await expect(page.getByText('Type your password once more')).toBeVisible();
    await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
    await expectAccessible(page);
    await keyboard.type('wrong');
    await keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('That password is not right');
    expect(await stored()).toEqual(before);
    await page.getByLabel('Password', { exact: true }).focus();
    await keyboard.press('Control+a');
    await keyboard.type(person.password);
    await keyboard.press('Enter');
    await expect(page.getByText('Deleted from this server: Form entries.')).toBeVisible();
    await expect(card('Security history').getByRole('listitem').first()).toContainText('Data deleted from this server');
    const { forms: deleted, ...rest } = before;
    expect(deleted).toBe(1);
    expect(await stored()).toEqual(rest);
    // What the page says of it is what Firefox does.
    await syncClean(a);
    expect(await stored()).not.toHaveProperty('forms');
    await addFormEntry(a, 'searchbar-history', 'something new');
    await syncClean(a);
    expect(await stored()).toMatchObject({ forms: 1 });
    await signOut(a);
    await signIn(a, person);
    await firstSync(a);
    await syncClean(a);
    expect(await stored()).toMatchObject({ forms: 2 });
    await close();
  });

  test('one is signed out after a question, then all others; sign-ins are told apart by the history', async () => {
    const thief = await new FxaClient(foxden.url, { headers: { 'user-agent': 'curl/8.5' } }).signIn(
      person.email,
      person.password,
    );
    await openInTab();
    const ofB = await b.chrome(() => {
      const { Weave } = ChromeUtils.importESModule('resource://services-sync/main.sys.mjs');
      return Weave.Service.clientsEngine.localName as string;
    });
    const rows = card('Devices').or(card('Other sign-ins')).getByRole('listitem');
    const all = await rows.count();
    const others = rows.filter({ hasText: ofB }).filter({ has: page.getByRole('button') });
    await others.last().getByRole('button').click();
    await expectAccessible(page);
    await press('Cancel');
    await expect(rows).toHaveCount(all);
    await others.last().getByRole('button').click();
    await press('Yes, sign out');
    await expect(page.getByText('is signed out.')).toBeVisible();
    await expect(rows).toHaveCount(all - 1);
    await press('Sign out all others');
    await press('Yes, sign them all out');
    await expect(page.getByText('Everything but this one is signed out.')).toBeVisible();
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText('This one');
    await expect(page.getByRole('button', { name: 'Sign out all others' })).toBeHidden();
    await expect(card('Security history').getByRole('listitem').first()).toContainText('Device signed out');
    expect((await fxa.get('/session/status', fxa.session(thief.sessionToken))).status).toBe(401);
    for (const browser of [a, b]) {
      await expect
        .poll(async () => {
          await syncNow(browser);
          return (await uiState(browser)).status;
        })
        .not.toBe('signed_in');
    }
    await close();
  });

  test('recovery codes are counted, and new ones made with the password given again', async () => {
    const session = await fxa.signIn(person.email, person.password);
    const auth = fxa.session(session.sessionToken);
    const { body } = await fxa.post('/totp/create', {}, auth);
    const totp = new TOTP({ secret: Secret.fromBase32(body.secret) });
    const done = await fxa.post('/session/verify/totp', { code: totp.generate() }, auth);
    const old = done.body.recoveryCodes as string[];
    await open(await tabOf(chromium, session));
    await expect(card('Recovery codes')).toContainText(`${old.length} codes are left.`);
    ageProofs(foxden);
    await press('Make new recovery codes');
    await expect(page.getByText('Type your password once more')).toBeVisible();
    await page.getByLabel('Password', { exact: true }).fill(person.password);
    await press('Make new recovery codes');
    await expect(heading('Save your recovery codes')).toBeFocused();
    await expect(page.getByText('The older ones no longer work.')).toBeVisible();
    await expectAccessible(page);
    const codes = await page.locator('.codes code').allTextContents();
    expect(codes).toHaveLength(old.length);
    expect(codes.filter((code) => old.includes(code))).toEqual([]);
    await close();
    // Before the second step the page has nothing to show, and does nothing.
    const waiting = await fxa.signIn(person.email, person.password);
    page = await tabOf(chromium, waiting);
    noErrors = watchForErrors(page);
    await page.goto(`${foxden.url}/sync`);
    await expect(page.getByRole('alert')).toContainText('not confirmed by its second step');
    await expect(page.getByRole('link', { name: 'Sign in again' })).toBeVisible();
    await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
    await expectAccessible(page);
    await close();
    const pending = fxa.session(waiting.sessionToken);
    for (const path of [
      '/account/sync_data',
      '/account/sync_data/archive',
      '/account/security_history',
      '/recoveryCodes',
    ]) {
      expect([path, (await fxa.get(path, pending)).body.errno]).toEqual([path, 138]);
    }
    const wanted = { collections: ['bookmarks'] };
    expect((await fxa.post('/account/sync_data/delete', wanted, pending)).body.errno).toBe(138);
    const clients = await fxa.get('/account/attached_clients', auth);
    const client = { sessionTokenId: clients.body[0].sessionTokenId };
    expect((await fxa.post('/account/attached_client/destroy', client, pending)).body.errno).toBe(138);
    const used = await fxa.post('/session/verify/recoveryCode', { code: codes[0] }, pending);
    expect(used.body.remaining).toBe(codes.length - 1);
  });

  test('a visitor, another account and a page of another site see and do nothing', async () => {
    const before = await (async () => {
      const { sessionToken } = await fxa
        .signIn('zoe.other@example.org', 'x')
        .catch(() => fxa.signUp('zoe.other@example.org', 'another long password'));
      const { body } = await fxa.get('/account/sync_data', fxa.session(sessionToken));
      return { sessionToken, body };
    })();
    expect(before.body.collections).toEqual([]);

    page = await (await chromium.newContext()).newPage();
    noErrors = watchForErrors(page);
    await page.goto(`${foxden.url}/sync`);
    await expect(heading('Sign in to your account')).toBeVisible();
    await expect(page.getByText(person.email)).toBeHidden();
    await close();

    const other = await fxa.signIn('zoe.other@example.org', 'another long password');
    page = await tabOf(chromium, other);
    noErrors = watchForErrors(page);
    await page.goto(`${foxden.url}/sync`);
    await expect(page.getByText('Nothing was ever written to this server')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Connect a Firefox', exact: true }).first()).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: test.info().outputPath('my-sync-empty.png'), fullPage: true });

    // A page elsewhere, in the browser that is signed in here.
    const elsewhere = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>elsewhere</title>');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const foreign = await page.context().newPage();
    await foreign.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
    const answers = await foreign.evaluate(
      async ({ url, uid }) => {
        const forged: [string, RequestInit][] = [
          ['/account/sync_data', {}],
          ['/account/sync_data/archive', {}],
          ['/account/security_history', {}],
          ['/recoveryCodes', {}],
          ['/account/sync_data/delete', { method: 'POST', body: JSON.stringify({ collections: ['bookmarks'], uid }) }],
          ['/account/attached_client/destroy', { method: 'POST', body: JSON.stringify({ deviceId: '0'.repeat(32) }) }],
        ];
        return Promise.all(
          forged.map(async ([path, init]) => {
            const answer = await fetch(`${url}/v1${path}`, { ...init, credentials: 'include' }).catch(() => null);
            return answer === null ? 401 : answer.status;
          }),
        );
      },
      { url: foxden.url, uid: other.uid },
    );
    expect(answers).toEqual(answers.map(() => 401));
    elsewhere.close();
    const { body } = await fxa.get('/account/security_history', fxa.session(other.sessionToken));
    expect((body.events as { event: string }[]).map(({ event }) => event)).not.toContain('DataDownloaded');
    await close();
  });
});
