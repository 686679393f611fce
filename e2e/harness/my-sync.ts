import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import type { SignedIn } from '../../testing/fxa-client.ts';
import type { Foxden } from './foxden.ts';

/** Opens a page as somebody who has signed in in this tab only. */
export async function tabOf(browser: Browser, session: SignedIn, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  const { uid, email, sessionToken } = session;
  await page.addInitScript(
    (stored) => sessionStorage.setItem('foxden.session', stored),
    JSON.stringify({ uid, email, sessionToken }),
  );
  return page;
}

/** Makes the passwords of everybody who is signed in too old for what needs a recent one. */
export function ageProofs(foxden: Foxden): void {
  const database = new DatabaseSync(join(foxden.dataDir, 'foxden.sqlite'), { timeout: 10_000 });
  database.prepare('UPDATE sessions SET auth_at = auth_at - ?').run(60 * 60_000);
  database.close();
}

/** Presses Tab until the control has the focus. */
export async function tabTo(page: Page, role: 'button' | 'checkbox' | 'link' | 'textbox', name: string): Promise<void> {
  const control = page.getByRole(role, { name, exact: true });
  await control.waitFor();
  for (let presses = 0; presses < 80; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never gets to ${name}`);
}
