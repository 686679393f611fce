import { expect, type Page } from '@playwright/test';
import { FxaClient } from '../testing/fxa-client.ts';
import { addLogin } from './harness/firefox/everything-else.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { hearOffers, offers } from './harness/firefox/offered-logins.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { test } from './harness/test.ts';

const person = { email: 'paula.passwort@example.org', password: 'correct horse battery' };
const next = 'another correct horse';
const right = { kind: 'save', username: person.email, password: person.password };

test.describe('the password manager of Firefox', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasFirefox(), 'needs firefox-esr');

  let foxden: Foxden;
  let browser: Firefox;
  let page: Page;

  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite', { FOXDEN_RATE_LIMITS: 'off' });
    await new FxaClient(foxden.url).signUp(person.email, person.password);
    browser = await launchFirefox(foxden.url);
    await hearOffers(browser);
    page = await browser.context.newPage();
  });
  test.afterAll(async () => {
    await browser?.destroy();
    await foxden?.destroy();
  });

  const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });
  const field = () => page.getByLabel('Password', { exact: true });

  /** Comes to the step of the password, as a person with a keyboard. */
  async function toPassword() {
    await page.goto(`${foxden.url}/signin`);
    await expect(page.getByLabel('E-mail address')).toBeFocused();
    await page.keyboard.type(person.email);
    await page.keyboard.press('Enter');
    await expect(field()).toBeFocused();
  }

  async function typeWrong() {
    await page.keyboard.type('not the right one');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('That password is not right');
    await expect(field()).toHaveValue('');
    await expect(field()).toBeFocused();
  }

  test('offers no wrong password, whatever is done after the error', async () => {
    await toPassword();
    await typeWrong();
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await expect(page).toHaveURL(/reset_password/);
    await toPassword();
    await typeWrong();
    await page.getByRole('button', { name: 'Use another address' }).click();
    await expect(page.getByLabel('E-mail address')).toBeVisible();
    await page.goto(`${foxden.url}/connect`);
    expect(await offers(browser)).toEqual([]);
  });

  test('offers the right one with its name, also after a wrong one', async () => {
    await toPassword();
    await typeWrong();
    await page.keyboard.type(person.password);
    await page.keyboard.press('Enter');
    await expect(heading('This Firefox is connected')).toBeVisible();
    await expect.poll(() => offers(browser)).toEqual([right]);
  });

  test('offers nothing of a form of the settings that was wrong', async () => {
    await addLogin(browser, foxden.url, person.email, person.password);
    await page.goto(`${foxden.url}/settings/delete`);
    await field().focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('not the right one');
    await page.getByLabel(/^I understand/).check();
    await page.getByRole('button', { name: 'Delete account for good' }).click();
    await expect(page.getByRole('alert')).toContainText('That password is not right');
    await page.goto(`${foxden.url}/settings`);
    await expect(heading('Your account')).toBeVisible();
    expect(await offers(browser)).toEqual([right]);
  });

  test('offers to change it for the new one, under the same name', async () => {
    await page.goto(`${foxden.url}/settings/password`);
    for (const [label, password] of [
      ['Current password', person.password],
      ['New password', next],
      ['Repeat new password', next],
    ] as const) {
      await page.getByLabel(label, { exact: true }).focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.type(password);
    }
    await page.keyboard.press('Enter');
    await expect(page.getByText('Your password is changed')).toBeVisible();
    await expect
      .poll(() => offers(browser))
      .toEqual([right, { kind: 'change', username: person.email, password: next }]);
  });
});
