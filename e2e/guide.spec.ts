import { type Browser, devices, expect, type Page } from '@playwright/test';
import { expectAccessible } from './harness/accessibility.ts';
import { hasChromium, launchChromium } from './harness/chromium.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { firstSync, uiState } from './harness/firefox/sync.ts';
import { expectFits } from './harness/fits.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { expectChecked, watchForErrors } from './harness/quiet-page.ts';
import { test } from './harness/test.ts';

const person = { email: 'Vera.Verwalterin@example.org', password: 'correct horse battery' };

test.describe('the guide', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasFirefox() || !hasChromium(), 'needs firefox-esr and chromium');

  let foxden: Foxden;
  let browser: Firefox;
  let chromium: Browser;

  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite', { FOXDEN_SIGNUPS: 'invite' });
    browser = await launchFirefox(foxden.url);
    chromium = await launchChromium();
  });
  test.afterAll(async () => {
    await Promise.all([browser?.destroy(), chromium?.close()]);
    await foxden?.destroy();
  });

  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const picture = (page: Page, name: string) =>
    page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });
  const administratorLink = async () => (await foxden.cli('admin-link')).match(/http\S+invite=[\w-]+/)![0];
  const expectState = (page: Page, name: string, state: 'ok' | 'note') =>
    expect(page.locator('.checks li', { has: page.getByRole('heading', { name }) })).toHaveAttribute(
      'data-state',
      state,
    );

  /** Nothing that axe finds wrong in either scheme, and nothing to be scrolled sideways. */
  async function expectFine(page: Page) {
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'light' });
    for (const width of [390, 1280]) await expectFits(page, width);
  }

  test('checks from this browser what devices will need', async () => {
    const page = await browser.context.newPage();
    const noErrors = watchForErrors(page);
    await page.goto(`${foxden.url}/connect`);
    await expect(heading(page, 'Connect your Firefox')).toBeVisible();
    await expectChecked(page);
    await expectState(page, 'Safe connection', 'ok');
    await expectState(page, 'Address of this server', 'ok');
    await expectState(page, 'Certificate', 'note');
    await expectState(page, 'Reachable for Android', 'note');
    await expectState(page, 'Clock', 'ok');
    await expectState(page, 'What Firefox asks first', 'ok');
    await expectState(page, 'Codes for pairing', 'ok');
    noErrors();
    await picture(page, 'guide');
    await page.close();
  });

  test('says what is wrong and how to mend it', async () => {
    const page = await (await chromium.newContext()).newPage();
    await page.route('**/.well-known/fxa-client-configuration', (route) => route.fulfill({ status: 404, body: '' }));
    await page.route('**/__lbheartbeat__', (route) =>
      route.fulfill({ body: '{}', headers: { Date: new Date(Date.now() - 3 * 3_600_000).toUTCString() } }),
    );
    await page.routeWebSocket(/\/v1\/ws\//, (socket) => socket.close());
    await page.goto(`${foxden.url}/connect`);
    const list = page.locator('.checks');
    await expect(list).toContainText('are 3 hours apart');
    await expect(list).toContainText('can’t be read at /.well-known/fxa-client-configuration');
    await page.unroute('**/.well-known/fxa-client-configuration');
    const elsewhere = 'https://accounts.example.com';
    await page.route('**/.well-known/fxa-client-configuration', (route) =>
      route.fulfill({
        json: {
          auth_server_base_url: elsewhere,
          oauth_server_base_url: elsewhere,
          profile_server_base_url: elsewhere,
          sync_tokenserver_base_url: elsewhere,
        },
      }),
    );
    await press(page, 'Check again');
    await expect(list).toContainText(`leads to ${elsewhere}, not here`);
    await page.goto(`${foxden.url.replace('localhost', '127.0.0.1')}/connect`);
    await expect(list).toContainText('opened by another address than the server’s own');
    await page.close();
  });

  test('has exact steps for each device, fit for every width and scheme', async () => {
    const page = await (await chromium.newContext()).newPage();
    const noErrors = watchForErrors(page);
    await page.goto(`${foxden.url}/connect`);
    await expect(page.getByText('identity.fxaccounts.autoconfig.uri', { exact: true })).toBeVisible();
    await page.getByText('By a file or a command').click();
    await page.getByLabel('Folder of the profile').fill('/home/vera/.mozilla/firefox/it’s mine');
    await expect(page.getByText(/^cd '\/home\/vera\/\.mozilla\/firefox\/it’s mine' && /)).toBeVisible();
    await press(page, 'Windows, in PowerShell');
    await expect(page.getByText(/WriteAllLines/)).toBeVisible();
    await page.getByText('LibreWolf, Zen, Floorp, Waterfox').click();
    await expect(page.getByText('identity.fxaccounts.enabled', { exact: true })).toBeVisible();
    await expectChecked(page);
    await expectFine(page);
    noErrors();
    for (const [kind, words] of [
      ['Android', 'Picture: the settings with the new entry “Sync Debug”'],
      ['iPhone, iPad', 'Picture: the settings with the new entry “Advanced Sync Settings”'],
    ] as const) {
      await press(page, kind);
      await expect(page.getByRole('img', { name: words })).toBeVisible();
      await expect(page.getByRole('img', { name: 'QR code of this server’s address' })).toBeVisible();
      // Both are made of the same parts.
      await (kind === 'Android' ? expectFine(page) : expectAccessible(page));
      noErrors();
    }
    for (const kind of ['iPhone, iPad', 'Android', 'Computer (this device)']) {
      await press(page, kind);
      await picture(page, kind);
    }
    await page.close();
  });

  test('shows a phone its own steps', async () => {
    for (const [device, title] of [
      ['Pixel 7', 'On Android'],
      ['iPhone 14', 'On iPhone and iPad'],
    ] as const) {
      const context = await chromium.newContext(devices[device]);
      const page = await context.newPage();
      await page.goto(foxden.url);
      await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
      // This one is served over http, where neither of them signs in.
      await expect(page.getByText(/^Firefox for (Android|iPhone and iPad) only talks to /)).toBeVisible();
      await expectChecked(page);
      await picture(page, device);
      await context.close();
    }
  });

  test('speaks German to a German browser, with the names of its menus, and English when that is chosen', async () => {
    const page = await (await chromium.newContext({ locale: 'de-DE' })).newPage();
    const noErrors = watchForErrors(page);
    for (const [path, title] of [
      ['/connect', 'Verbinden Sie Ihren Firefox'],
      ['/signin', 'Anmelden oder Konto anlegen'],
      ['/reset_password', 'Passwort vergessen'],
      ['/settings', 'Melden Sie sich bei Ihrem Konto an'],
      ['/pair', 'Melden Sie sich zuerst an'],
      ['/nowhere', 'Diese Seite gibt es nicht'],
    ] as const) {
      await page.goto(foxden.url + path);
      await expect(heading(page, title)).toBeVisible();
      expect(await page.locator('html').getAttribute('lang')).toBe('de');
      await expectFits(page, 390);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    await page.goto(`${foxden.url}/connect`);
    await expect(page.getByText('„Anmelden“ neben „Daten synchronisieren und speichern“')).toBeVisible();
    await expectChecked(page);
    await expectAccessible(page);
    noErrors();
    await picture(page, 'deutsch');
    await press(page, 'English');
    await expect(heading(page, 'Connect your Firefox')).toBeVisible();
    await page.context().close();
  });

  test('takes the administrator’s link, and says what comes first', async () => {
    const page = await (await chromium.newContext()).newPage();
    const noErrors = watchForErrors(page);
    await page.goto(await administratorLink());
    await expect(heading(page, 'Connect your Firefox')).toBeVisible();
    await expect(page.getByText('makes you the administrator of this server')).toBeVisible();
    await expect(page.getByText('This browser is no Firefox')).toBeVisible();
    noErrors();
    await picture(page, 'administrator-link');
    await page.goto(`${foxden.url}/connect?invite=nonsense`);
    await expect(page.getByText('There is no invitation with this code')).toBeVisible();
    await page.close();
  });

  test('lets the same link end with a Firefox that syncs and an administrator who knows it', async () => {
    const page = await browser.context.newPage();
    const noErrors = watchForErrors(page);
    await page.goto(await administratorLink());
    await page.getByLabel('E-mail address').fill(person.email);
    await press(page, 'Continue');
    await expect(page.getByText('makes this account the administrator’s')).toBeVisible();
    await page.getByLabel('Password', { exact: true }).fill(person.password);
    await page.getByLabel('Repeat password').fill(person.password);
    await press(page, 'Create account');
    await press(page, 'Save and start syncing');
    await expect(page.getByRole('heading', { name: 'You are the administrator' })).toBeVisible();
    await expectFine(page);
    noErrors();
    await picture(page, 'administrator');
    await page.close();
    await firstSync(browser);
    expect(await uiState(browser)).toEqual({ status: 'signed_in', email: person.email });
    expect(await foxden.cli('user', 'list')).toMatch(/Vera.*admin/i);
  });

  test('shows a connected Firefox how to bring in the other device', async () => {
    const page = await browser.context.newPage();
    const noErrors = watchForErrors(page);
    await page.goto(`${foxden.url}/connect`);
    await expect(heading(page, 'Bring in another device')).toBeVisible();
    await expect(page.getByText(person.email)).toBeVisible();
    await expect(page.getByRole('heading', { level: 2, name: 'On Android' })).toBeVisible();
    await expectChecked(page);
    noErrors();
    await picture(page, 'other-device');
    await page.close();
  });
});
