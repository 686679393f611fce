import { type Browser, expect, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { expectAccessible } from './harness/accessibility.ts';
import { addUser } from './harness/administration.ts';
import { hasChromium, launchChromium } from './harness/chromium.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { choose, expectAllReached, openAll } from './harness/keyboard.ts';
import { expectChecked, watchForErrors } from './harness/quiet-page.ts';
import type { Person } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

const boss: Person = { email: 'ada@example.org', password: 'seven wet otters sing' };

for (const name of ['Firefox', 'Chromium'] as const) {
  test.describe(`everything by keyboard alone, in ${name}`, () => {
    test.describe.configure({ mode: 'serial' });
    test.skip(name === 'Firefox' ? !hasFirefox() : !hasChromium(), `needs ${name}`);

    let foxden: Foxden;
    let browser: Browser | undefined;
    let firefox: Firefox | undefined;
    let page: Page;
    let totp: TOTP;
    let noErrors: () => void;

    test.beforeAll(async () => {
      foxden = await startFoxden('sqlite', {
        FOXDEN_RATE_LIMITS: 'off',
        FOXDEN_WORKERS: '1',
        FOXDEN_SIGNUPS: 'open',
        FOXDEN_CAPTCHA: 'off',
      });
      await addUser(foxden, 'otto@example.org');
      await foxden.cli('backup');
      if (name === 'Firefox') firefox = await launchFirefox(foxden.url);
      else browser = await launchChromium();
      page = firefox ? await firefox.context.newPage() : await (await browser!.newContext()).newPage();
      noErrors = watchForErrors(page);
    });
    test.afterAll(async () => {
      await browser?.close();
      await firefox?.destroy();
      await foxden?.destroy();
    });

    const heading = (label: string) => page.getByRole('heading', { level: 1, name: label, exact: true });
    const field = (label: string) => page.getByLabel(label, { exact: true });
    /** Where a sign-in leads: a Firefox is connected by it. */
    const arrived = () =>
      expect(
        firefox ? page.getByRole('heading', { name: /is (ready|connected)/ }) : heading('Your account'),
      ).toBeVisible();
    /** Types into the field that has the focus by itself, and sends it. */
    async function answer(label: string, typed: string): Promise<void> {
      await expect(field(label)).toBeFocused();
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
    }

    test('the guide: every device, every way, every command', async () => {
      await page.goto(`${foxden.url}/connect`);
      await expect(heading('Connect your Firefox')).toBeVisible();
      await expectChecked(page);
      await openAll(page);
      await expect(page.getByLabel('Folder of the profile')).toBeVisible();
      await expectAllReached(page);
      await expectAccessible(page);
      for (const [device, title] of [
        ['Android', 'On Android'],
        ['iPhone, iPad', 'On iPhone and iPad'],
      ] as const) {
        await choose(page, 'button', device);
        await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
        await expectAllReached(page);
      }
    });

    test('an account is made, looked after, and left', async () => {
      await page.goto(`${foxden.url}/signup`);
      await answer('E-mail address', boss.email);
      await expect(field('Password')).toBeFocused();
      await expectAllReached(page);
      await field('Password').focus();
      await page.keyboard.type(boss.password);
      await page.keyboard.press('Tab');
      // What is typed can be shown, by a button beside the field.
      if (!(await field('Repeat password').evaluate((each) => each === document.activeElement)))
        await page.keyboard.press('Tab');
      await answer('Repeat password', boss.password);
      if (firefox) await choose(page, 'button', 'Save and start syncing');
      await arrived();
      await foxden.cli('user', 'admin', boss.email);
      for (const path of ['/settings', '/sync']) {
        await page.goto(foxden.url + path);
        await expect(page.locator('h1')).toBeVisible();
        await expect(page.locator('.spinner')).toHaveCount(0);
        await openAll(page);
        await expectAllReached(page);
      }
      await page.goto(`${foxden.url}/settings`);
      await choose(page, 'button', firefox ? 'Sign this Firefox out' : 'Sign out');
      await choose(page, 'button', 'Yes, sign out');
      await expect(heading('You are signed out')).toBeVisible();
    });

    test('each step that asks for something can be typed into at once', async () => {
      for (const path of ['/signin', '/reset_password', '/data', '/history', '/send', '/admin']) {
        await page.goto(foxden.url + path);
        await expect(field('E-mail address'), path).toBeFocused();
      }
      await page.goto(`${foxden.url}/signin`);
      await answer('E-mail address', boss.email);
      await answer('Password', boss.password);
      await arrived();
      for (const [path, label] of [
        ['/settings/profile', 'Name'],
        ['/settings/password', 'Current password'],
        ['/settings/email', 'New e-mail address'],
        ['/settings/recovery-key', 'Password'],
        ['/settings/two-step', 'Password'],
        ['/settings/delete', 'Password'],
      ] as const) {
        await page.goto(foxden.url + path);
        // The password is asked for only when it was given long ago.
        await expect(page.locator('form').first()).toBeVisible();
        if (await field(label).count()) await expect(field(label), path).toBeFocused();
        await expectAllReached(page);
      }
    });

    /** What is shown only once can be kept from inside of its card, and left by a link there. */
    async function keepIt(): Promise<void> {
      const card = page.locator('.card');
      for (const label of ['Print', 'Save as file'])
        await expect(card.getByRole('button', { name: label })).toBeVisible();
      await expectAllReached(page);
      await choose(page, 'link', 'I have saved it');
      await expect(heading('Your account')).toBeVisible();
    }

    test('a recovery key is made and kept; then it is offered to be renewed', async () => {
      await page.goto(`${foxden.url}/settings/recovery-key`);
      await answer('Password', boss.password);
      await expect(heading('Your recovery key')).toBeFocused();
      await keepIt();
      await expect(page.getByRole('link', { name: 'Renew or remove recovery key' })).toBeVisible();
      await expect(page.getByRole('link', { name: 'Set up recovery key' })).toHaveCount(0);
    });

    test('two-step is switched on, is called what it is, and the administration asks for its code', async () => {
      await page.goto(`${foxden.url}/settings/two-step`);
      await answer('Password', boss.password);
      await expect(field('Security code')).toBeFocused();
      const { width, height } = (await page
        .getByRole('img', { name: 'QR code for your authenticator app' })
        .boundingBox())!;
      expect(Math.round(height)).toBe(Math.round(width));
      const secret = await page.locator('code').first().textContent();
      totp = new TOTP({ secret: Secret.fromBase32(secret!.replaceAll(/\s/g, '')) });
      await answer('Security code', totp.generate());
      await expect(heading('Save your recovery codes')).toBeFocused();
      await keepIt();
      await choose(page, 'link', 'Change or turn off two-step sign-in');
      await expect(page.getByRole('button', { name: 'Turn off' })).toBeVisible();
      await expect(heading('Two-step sign-in')).toBeVisible();
      await page.goto(`${foxden.url}/admin`);
      await answer('Password', boss.password);
      await answer('Security code', '000000');
      await expect(page.getByText(/That code is not right/)).toBeVisible();
      await expectAccessible(page);
      await expect(page.getByRole('navigation', { name: 'Parts of the administration' })).toBeHidden();
      await field('Security code').selectText();
      // The code of this half minute is used up.
      await page.keyboard.type(totp.generate({ timestamp: Date.now() + 30_000 }));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('navigation', { name: 'Parts of the administration' })).toBeVisible();
    });

    test('the administration: every part, every control', async () => {
      for (const part of ['Activity', 'Accounts', 'Backups', 'Processes', 'Logs', 'Settings', 'Overview']) {
        await choose(page, 'link', part);
        await expect(heading(part)).toBeFocused();
        await expect(page.locator('.spinner')).toHaveCount(0);
        await openAll(page);
        await expectAllReached(page);
      }
      noErrors();
    });

    test('an action is asked about, and can be called off', async () => {
      await choose(page, 'link', 'Accounts');
      await page.locator('summary').filter({ hasText: 'otto@example.org' }).focus();
      await page.keyboard.press('Enter');
      await choose(page, 'button', 'Lock otto@example.org');
      await expect(page.getByText('Lock otto@example.org? Its devices')).toBeVisible();
      await choose(page, 'button', 'Cancel');
      await expect(page.getByRole('button', { name: 'Lock otto@example.org' })).toBeFocused();
      await page.keyboard.press('Enter');
      await choose(page, 'button', 'Yes, lock it');
      await expect(page.getByText('otto@example.org is locked.')).toBeVisible();
    });
  });
}
