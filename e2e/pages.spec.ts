import { expect, type Page } from '@playwright/test';
import { expectAccessible, violations } from './harness/accessibility.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { firstSync, uiState } from './harness/firefox/sync.ts';
import { expectFits } from './harness/fits.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { openSignIn } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

const person = { email: 'Petra.Seite@example.org', password: 'correct horse battery' };
const schemePref = 'layout.css.prefers-color-scheme.content-override';

test.describe('the pages, without a mouse and for screen readers', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasFirefox(), 'needs firefox-esr');

  let foxden: Foxden;
  let browser: Firefox;
  let page: Page;

  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite');
    browser = await launchFirefox(foxden.url);
    page = await browser.context.newPage();
  });
  test.afterAll(async () => {
    await browser?.destroy();
    await foxden?.destroy();
  });

  const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const type = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);

  async function visit(path: string, ready: string) {
    await page.goto(foxden.url + path);
    await expect(page.getByText(ready).first()).toBeVisible();
  }

  /** Sets the scheme of the whole Firefox, and waits until the page, in a process of its own, has heard of it. */
  async function setScheme(scheme: 'light' | 'dark') {
    await browser.chrome(({ pref, value }) => Services.prefs.setIntPref(pref, value), {
      pref: schemePref,
      value: scheme === 'dark' ? 0 : 1,
    });
    const isSet = () => page.evaluate((name) => matchMedia(`(prefers-color-scheme: ${name})`).matches, scheme);
    await expect.poll(isSet).toBe(true);
  }

  /** Nothing that axe finds wrong, and nothing to be scrolled sideways on a phone or a desktop. */
  async function expectFine() {
    await expectAccessible(page);
    for (const width of [320, 1280]) await expectFits(page, width, 800);
  }

  /** The colours of the dark scheme can be told apart. */
  async function expectReadableInTheDark() {
    await setScheme('dark');
    expect(await violations(page, ['color-contrast']), `${page.url()}, dark`).toEqual([]);
    await setScheme('light');
  }

  test('those for everybody are accessible', async () => {
    for (const [path, ready] of [
      ['/connect_another_device', 'On a computer'],
      ['/reset_password', 'Forgotten password'],
      ['/settings', 'Sign in to your account'],
      ['/verify_email', 'This link is not right'],
      ['/nowhere', 'There is no such page'],
    ] as const) {
      await visit(path, ready);
      await expectFine();
    }
    await visit('/connect_another_device', 'On a computer');
    await expectReadableInTheDark();
  });

  test('a browser that is too old is told so', async () => {
    const old = await browser.context.newPage();
    await old.addInitScript(() => Reflect.deleteProperty(Array.prototype, 'toSorted'));
    await old.goto(`${foxden.url}/`);
    await expect(old.getByRole('alert')).toContainText(/too old for the pages of Foxden.*Firefox 115/);
    await old.close();
    await visit('/?context=fx_desktop_v1&service=sync', 'This Firefox is too old');
    await expectFine();
  });

  test('a service of Mozilla’s is named', async () => {
    await visit('/?context=oauth_webchannel_v1&service=vpn', 'Mozilla VPN is Mozilla’s own service');
    await expectFine();
    await expectReadableInTheDark();
  });

  test('a code link that is pasted into a tab that is already there is taken', async () => {
    await visit('/pair', 'Sign in first');
    const code = `channel_id=${'a'.repeat(22)}&channel_key=${'b'.repeat(43)}`;
    await page.evaluate((code) => {
      location.hash = code;
    }, code);
    await expect(heading('You have scanned a Firefox code')).toBeVisible();
    await expect(page.getByText(`${foxden.url}/pair#${code}`)).toBeVisible();
    expect(page.url()).toBe(`${foxden.url}/pair`);
  });

  test('a mistake in a page is told as one', async () => {
    await visit('/connect_another_device', 'On a computer');
    await page.evaluate(() => void Promise.reject(new TypeError('Nothing.withResolvers is not a function')));
    await expect(page.getByRole('alert')).toContainText(/went wrong in Foxden \(Nothing\.withResolvers/);
  });

  test('signing up goes by keyboard alone, and is accessible at every step', async () => {
    await page.close();
    page = await openSignIn(browser);
    const { keyboard } = page;
    /** Presses Tab until the focus is on a control of this name. */
    const tabTo = async (role: 'textbox' | 'button' | 'checkbox', name: string) => {
      const control = page.getByRole(role, { name, exact: true });
      await control.waitFor();
      for (let presses = 0; presses < 20; presses++) {
        if (await control.evaluate((element) => element === document.activeElement)) return;
        await keyboard.press('Tab');
      }
      throw new Error(`Tab never gets to ${name}`);
    };
    await expect(page.getByLabel('E-mail address')).toBeFocused();
    await keyboard.type('nonsense');
    await keyboard.press('Enter');
    await expect(page.getByText('Type an e-mail address')).toBeVisible();
    await expectFine();
    await keyboard.press('Control+a');
    await keyboard.type(person.email);
    await keyboard.press('Enter');
    await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
    await keyboard.type('short');
    await keyboard.press('Enter');
    await expect(page.getByText('The two passwords differ')).toBeVisible();
    await expectFine();
    await expectReadableInTheDark();
    await keyboard.press('Control+a');
    await keyboard.type(person.password);
    await tabTo('textbox', 'Repeat password');
    await keyboard.type(person.password);
    await tabTo('button', 'Create account');
    await keyboard.press('Enter');
    await expect(heading('Choose what to sync')).toBeFocused();
    await expectFine();
    await tabTo('checkbox', 'Add-ons');
    await keyboard.press('Space');
    await keyboard.press('Enter');
    await expect(heading('Your account is ready')).toBeFocused();
    await expectFine();
    await firstSync(browser);
    expect(await uiState(browser)).toEqual({ status: 'signed_in', email: person.email });
    expect(await browser.chrome(() => Services.prefs.getBoolPref('services.sync.engine.addons'))).toBe(false);
  });

  test('the settings are accessible', async () => {
    for (const [path, ready] of [
      ['/settings', 'Last active'],
      ['/settings/profile', 'Choose a picture'],
      ['/settings/email', 'New e-mail address'],
      ['/settings/password', 'Current password'],
      ['/settings/two-step', 'Two-step sign-in is off'],
      ['/settings/delete', 'I understand'],
    ] as const) {
      await visit(path, ready);
      await expectFine();
      if (path === '/settings') await expectReadableInTheDark();
    }
  });

  test('so is what is shown only once: QR code and recovery key', async () => {
    await visit('/settings/two-step', 'Two-step sign-in is off');
    await type('Password', person.password);
    await press('Turn on');
    await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
    await expectFine();
    await visit('/settings/recovery-key', 'You have no recovery key yet');
    await type('Password', person.password);
    await press('Make recovery key');
    await expect(heading('Your recovery key')).toBeVisible();
    await expectFine();
    await expectReadableInTheDark();
  });

  test('a wrong password is read out at once', async () => {
    await visit('/settings', 'Last active');
    await press('Sign this Firefox out');
    await press('Yes, sign out');
    await expect(heading('You are signed out')).toBeVisible();
    await expect.poll(async () => (await uiState(browser)).status).toBe('not_configured');
    await visit('/signin', 'Sign in or create an account');
    await type('E-mail address', person.email);
    await press('Continue');
    await type('Password', 'wrong');
    await press('Sign in');
    await expect(page.getByRole('alert')).toContainText('That password is not right');
    await expectFine();
  });
});
