import { expect, type Page } from '@playwright/test';
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
  await page.locator('#noFxaSignIn').first().click({ force: true });
  await page.waitForURL(/context=oauth_webchannel_v1/, { waitUntil: 'domcontentloaded' });
  return page;
}

/** Types address and password of an existing account and sends them. */
export async function typeSignIn(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel(/e-?mail/i).fill(email);
  await page.getByRole('button', { name: /continue/i }).click();
  await page
    .getByLabel(/password/i)
    .first()
    .fill(password);
  await page.getByRole('button', { name: /sign in/i }).click();
}

/** Signs in from Firefox's settings; what to sync was chosen when the account was made. */
export async function signIn(browser: Firefox, person: Person): Promise<void> {
  const page = await openSignIn(browser);
  await typeSignIn(page, person);
  await expectConnected(page);
}

/** Signs up from Firefox's settings, with everything that can be synced. */
export async function signUp(browser: Firefox, { email, password }: Person): Promise<void> {
  const page = await openSignIn(browser);
  await page.getByLabel(/e-?mail/i).fill(email);
  await page.getByRole('button', { name: /continue/i }).click();
  await expect(page.getByRole('heading', { name: /create your account/i })).toBeVisible();
  for (const field of await page.getByLabel(/password/i).all()) await field.fill(password);
  await page.getByRole('button', { name: /create|sign up/i }).click();
  await chooseEverything(page);
}

async function chooseEverything(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: /choose what to sync/i })).toBeVisible();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: /save and start/i }).click();
  await expectConnected(page);
}

async function expectConnected(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: /is connected|is ready/i })).toBeVisible();
}
