import { expect, type Page } from '@playwright/test';
import type { Person } from './sign-in.ts';

/** Opens one of the pages that ask for the password, and types it. */
export async function openWithPassword(page: Page, url: string, { email, password }: Person): Promise<void> {
  await page.goto(url);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Lock now' })).toBeVisible({ timeout: 60_000 });
}

/** Everything that a page has put where it outlives the page, as text. */
export function storedByPage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const databases = (await indexedDB.databases?.()) ?? [];
    const caches_ = 'caches' in self ? await caches.keys() : [];
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, databases, caches_]);
  });
}
