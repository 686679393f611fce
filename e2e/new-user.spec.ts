import { expect, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { addUser } from './harness/administration.ts';
import { launchChromium } from './harness/chromium.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { firstSync, uiState } from './harness/firefox/sync.ts';
import { expectFits } from './harness/fits.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { watchForErrors } from './harness/quiet-page.ts';
import { openSignIn, signUp } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

const person = { email: 'Nina.Neu@example.org', password: 'four words of hers' };

test.describe('what a new user meets', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasFirefox(), 'needs firefox-esr');

  let foxden: Foxden;
  let browser: Firefox;

  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite', { FOXDEN_SIGNUPS: 'invite' });
    browser = await launchFirefox(foxden.url);
  });
  test.afterAll(async () => {
    await browser?.destroy();
    await foxden?.destroy();
  });

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const password = (page: Page) => page.getByLabel('Password', { exact: true });
  const open = async (path: string) => {
    const page = await browser.context.newPage();
    await page.goto(foxden.url + path);
    return page;
  };
  const invite = async () => /invite=([\w-]+)/.exec(await foxden.cli('invite', 'create'))![1]!;

  test('what is wrong with an invitation stands at its field, and says which of three things it is', async () => {
    const code = await invite();
    const page = await openSignIn(browser);
    const noErrors = watchForErrors(page);
    await page.getByLabel('E-mail address').fill(person.email);
    await press(page, 'Continue');
    const field = page.getByLabel('Invitation code');
    await expect(field).toBeFocused();
    await field.fill('guessed');
    await password(page).fill(person.password);
    await page.getByLabel('Repeat password').fill(person.password);
    await press(page, 'Create account');
    await expect(field).toHaveAccessibleDescription(/no invitation with this code/);
    await expect(field).toBeFocused();
    await field.fill(code);
    await press(page, 'Create account');
    await press(page, 'Save and start syncing');
    await expect(page.getByRole('heading', { name: 'is ready' })).toBeVisible();
    noErrors();
    await page.close();
    await firstSync(browser);
  });

  test('nobody is told that no Firefox is connected in one that is, after signing in again', async () => {
    await foxden.cli('user', 'list');
    const page = await open('/settings/password');
    await expect(page.getByLabel('Current password')).toBeFocused();
    await page.getByLabel('Current password').fill(person.password);
    await page.getByLabel('New password', { exact: true }).fill('another four words');
    await page.getByLabel('Repeat new password').fill('another four words');
    await press(page, 'Change password');
    await expect(page.getByText('Your password is changed')).toBeVisible();
    person.password = 'another four words';
    await page.goto(`${foxden.url}/settings`);
    await expect(page.getByText('Last active').first()).toBeVisible();
    await expect(page.getByText('No Firefox is connected yet')).toBeHidden();
    await page.close();
  });

  test('an address is not changed without password and a second look, and mail is spoken of only where there is some', async () => {
    const page = await open('/settings/email');
    await expect(page.getByRole('button', { name: 'Send a code to it' })).toBeHidden();
    await page.getByLabel('New e-mail address', { exact: true }).fill('nina@example.net');
    await page.getByLabel('Repeat new e-mail address').fill('nnia@example.net');
    await password(page).fill('not hers');
    await press(page, 'Change address');
    await expect(page.getByText('The two addresses differ')).toBeVisible();
    await page.getByLabel('Repeat new e-mail address').fill('nina@example.net');
    await press(page, 'Change address');
    await expect(page.getByRole('alert')).toContainText('That password is not right');
    expect(await foxden.cli('user', 'list')).toContain(person.email);
    await password(page).fill(person.password);
    await press(page, 'Change address');
    await expect(page.getByText('Your account is nina@example.net now')).toBeVisible();
    person.email = 'nina@example.net';
    await page.close();
  });

  test('two-step asks for the password both ways, is called what it is, and its key stands in groups', async () => {
    const page = await open('/settings/two-step');
    await press(page, 'Turn on');
    await expect(page.getByRole('alert')).toContainText('That password is not right');
    await password(page).fill(person.password);
    await press(page, 'Turn on');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Turn on two-step sign-in');
    await expect(page.getByText(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/)).toBeVisible();
    await page.close();
  });

  test('what is wrong with a tick box stands below it', async () => {
    const page = await open('/settings/delete');
    await expect(password(page)).toBeFocused();
    await expectFits(page, 390);
    await password(page).fill(person.password);
    await press(page, 'Delete account for good');
    await expect(page.getByRole('checkbox')).toHaveAccessibleDescription(/Tick the box first/);
    await expect(page.getByRole('checkbox')).toBeFocused();
    await page.close();
  });

  test('column heads of the tables stay whole on a phone', async () => {
    const page = await open('/settings');
    await page.setViewportSize({ width: 390, height: 800 });
    const heads = page.getByRole('columnheader');
    await heads.first().waitFor();
    for (const head of await heads.all()) {
      const lines = await head.evaluate((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
      });
      expect(lines).toBeLessThanOrEqual((await head.textContent())!.split(' ').length);
    }
    await page.close();
  });

  test('signing out asks back, is offered once, and leads back to Firefox’s own sign-in', async () => {
    const page = await open('/settings');
    await expect(page.getByText('Last active').first()).toBeVisible();
    await expect(page.getByRole('button', { name: /sign.*out/i })).toHaveCount(1);
    await press(page, 'Sign this Firefox out');
    await press(page, 'Cancel');
    expect((await uiState(browser)).status).toBe('signed_in');
    await press(page, 'Sign this Firefox out');
    await press(page, 'Yes, sign out');
    await expect(page.getByText('open its menu ☰ and choose “Sign in”')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toHaveCount(0);
    await expect.poll(async () => (await uiState(browser)).status).toBe('not_configured');
    await page.close();
  });

  test('who signs up in a tab only is told so before, also in Chromium', async () => {
    const chrome = await launchChromium();
    const page = await chrome.newPage();
    const noErrors = watchForErrors(page);
    await page.goto(`${foxden.url}/signin?invite=${await invite()}`);
    await expect(page.getByText('within this tab only')).toBeVisible();
    await expect(page.getByLabel('E-mail address')).toBeFocused();
    await page.keyboard.type('tab@example.org');
    await page.keyboard.press('Enter');
    await expect(page.getByText('connects no Firefox')).toBeVisible();
    noErrors();
    await chrome.close();
  });

  test('what is on is called so, a file is chosen by a button, and the end of the account stands apart', async () => {
    const chrome = await launchChromium();
    const page = await chrome.newPage();
    const noErrors = watchForErrors(page);
    const carl = await addUser(foxden, 'carl@example.org');
    const email = page.getByLabel('E-mail address', { exact: true });
    const code = page.getByLabel('Security code');
    const signIn = async () => {
      await page.goto(`${foxden.url}/signin`);
      await email.fill(carl.email);
      await press(page, 'Continue');
      await password(page).fill(carl.password);
      await press(page, 'Sign in');
    };
    await signIn();
    const ending = page.getByRole('link', { name: 'Delete account…' });
    const everyday = page.getByRole('link', { name: 'Change password', exact: true });
    const looks = (element: Element) => {
      const { color, borderTopStyle } = getComputedStyle(element);
      return [color, borderTopStyle];
    };
    const [endingColor, endingBorder] = await ending.evaluate(looks);
    const [everydayColor, everydayBorder] = await everyday.evaluate(looks);
    expect(endingColor).not.toBe(everydayColor);
    expect([endingBorder, everydayBorder]).toEqual(['solid', 'none']);

    await page.goto(`${foxden.url}/settings/profile`);
    await expect(page.locator('label.button')).toBeVisible();
    // What the browser itself would show in its own words and style.
    expect((await page.locator('input[type=file]').boundingBox())!.width).toBeLessThanOrEqual(1);

    await page.goto(`${foxden.url}/settings/recovery-key`);
    await password(page).fill(carl.password);
    await press(page, 'Make recovery key');
    await expect(page.getByText(/^(?:[0-9A-HJKMNP-TV-Z]{4}[ -]?){8}$/).first()).toBeVisible();

    await page.goto(`${foxden.url}/settings/two-step`);
    await password(page).fill(carl.password);
    await press(page, 'Turn on');
    const secret = page.getByText(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/).first();
    const totp = new TOTP({ secret: Secret.fromBase32((await secret.textContent())!.replaceAll(' ', '')) });
    await code.fill(totp.generate());
    await press(page, 'Confirm and turn on');
    await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeVisible();

    await page.goto(`${foxden.url}/settings`);
    const safety = page.getByRole('region', { name: 'Account and safety' });
    await expect(safety.getByText('On', { exact: true })).toHaveCount(2);
    await expect(safety.getByRole('link', { name: /set up|turn on/i })).toHaveCount(0);
    await page.goto(`${foxden.url}/settings/two-step`);
    await expect(page.getByText('Two-step sign-in is on.')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Two-step sign-in');
    await press(page, 'Turn off');
    await expect(page.getByRole('alert')).toContainText('That password is not right');

    await signIn();
    await expect(code).toBeFocused();
    await press(page, 'Use another address');
    await expect(email).toBeFocused();
    await page.goto(`${foxden.url}/force_auth?email=${encodeURIComponent(carl.email)}`);
    await password(page).fill(carl.password);
    await press(page, 'Sign in');
    await expect(code).toBeFocused();
    await expect(page.getByRole('button', { name: 'Use another address' })).toHaveCount(0);
    await press(page, 'Back');
    await expect(password(page)).toBeFocused();
    noErrors();
    await chrome.close();
  });

  test('signing up in Firefox still connects it', async () => {
    const other = await launchFirefox(foxden.url);
    try {
      const page = await other.context.newPage();
      await page.goto(`${foxden.url}/?invite=${await invite()}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.close();
      await signUp(other, { email: 'later@example.org', password: 'four words of theirs' });
      await firstSync(other);
    } finally {
      await other.destroy();
    }
  });
});
