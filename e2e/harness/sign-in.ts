import { expect, type Page } from '@playwright/test';
import type { MailServer } from '../../testing/mail-server.ts';
import type { Firefox } from './firefox/launch.ts';

/** A person as they sign up: the address is kept as spelled. */
export interface Person {
  email: string;
  password: string;
}

/** Presses "Sign in" in Firefox's own settings and waits for Foxden's page, which opens in the same tab. */
export async function openSignIn(browser: Firefox): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto('about:preferences#sync', { waitUntil: 'commit' });
  const button = page.locator('#noFxaSignIn').first();
  await button.waitFor();
  // Not with the mouse: the settings still move while they are being filled.
  await button.evaluate((element: HTMLElement) => element.click());
  await page.waitForURL(/context=oauth_webchannel_v1/, { waitUntil: 'domcontentloaded' });
  return page;
}

/** Types address and password of an existing account and sends them. */
export async function typeSignIn(page: Page, { email, password }: Person): Promise<void> {
  await typeEmail(page, email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Signs in from Firefox's settings; what is synced is what the account's other browsers agreed on. */
export async function signIn(browser: Firefox, person: Person): Promise<void> {
  const page = await openSignIn(browser);
  await typeSignIn(page, person);
  await connected(page);
}

/**
 * Signs up from Firefox's settings, with everything that can be synced.
 *
 * @param mails - Where the confirmation goes, if this Foxden sends mail.
 */
export async function signUp(browser: Firefox, { email, password }: Person, mails?: MailServer): Promise<void> {
  const page = await openSignIn(browser);
  await typeEmail(page, email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Repeat password').fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  if (mails) {
    const { headers } = await mails.take(email, / is your confirmation code/);
    const [code] = /^\d{6}/.exec(headers.Subject!)!;
    await page.getByLabel('Security code').fill(code);
    await page.getByRole('button', { name: 'Confirm' }).click();
  }
  await syncEverything(page);
}

async function typeEmail(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** Keeps every engine ticked, and waits until the page says that Firefox is connected. */
export async function syncEverything(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save and start syncing' }).click();
  await connected(page);
}

async function connected(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: /is connected|is ready/ })).toBeVisible();
  await page.close();
}
