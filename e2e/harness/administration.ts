import { expect, type Page } from '@playwright/test';
import type { Foxden } from './foxden.ts';
import type { Person } from './sign-in.ts';

/** Makes an account by the command, which makes its password up. */
export async function addUser(foxden: Foxden, email: string, ...flags: string[]): Promise<Person> {
  const said = await foxden.cli('user', 'add', email, ...flags);
  const password = /[Pp]assword:?\s+(\S+)/.exec(said)?.[1];
  if (!password) throw new Error(`No password in: ${said}`);
  return { email, password };
}

/** Opens the administration, or a part of it, by address and password. */
export async function openAdministration(page: Page, url: string, { email, password }: Person, path = '/admin') {
  await page.goto(url + path);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Parts of the administration' })).toBeVisible({ timeout: 60_000 });
}
