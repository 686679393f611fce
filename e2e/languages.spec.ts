import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import { expectAccessible } from './harness/accessibility.ts';
import { addUser } from './harness/administration.ts';
import { hasChromium, launchChromium } from './harness/chromium.ts';
import { expectFits } from './harness/fits.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { watchForErrors } from './harness/quiet-page.ts';
import type { Person } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

const translated = { de: 'de-DE', fr: 'fr-FR', es: 'es-ES' };

const forEverybody = [
  '/connect',
  '/signin',
  '/reset_password',
  '/verify_email',
  '/settings',
  '/pair',
  '/pair/code',
  '/data',
  '/history',
  '/send',
  '/oauth?client_id=nobody',
  '/?context=fx_desktop_v1&service=sync',
  '/?context=oauth_webchannel_v1&service=vpn',
  '/nowhere',
];
const signedIn = [
  '/settings',
  '/settings/profile',
  '/settings/password',
  '/settings/email',
  '/settings/recovery-key',
  '/settings/two-step',
  '/settings/delete',
  '/settings/administrator',
];
const forAdministrators = [
  '/admin',
  ...['activity', 'users', 'backups', 'processes', 'log', 'settings'].map((name) => `/admin/${name}`),
];

/** A file among the backups that is none. */
const damaged = 'foxden-manual-damaged.foxden';

/** What isn't translated: names, and what Firefox calls so in every language. */
const names =
  /^(Firefox( \d.*)?|Sync Debug|Custom Mozilla account server|Custom Sync server|About Firefox|Advanced Sync Settings|Use Custom FxA Content…|Custom Account Content Server URI|LibreWolf, Zen, Floorp, Waterfox|Mozilla VPN|Windows, in PowerShell|GET \S+|POST \S+)$/;

test.describe('the pages in each language', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasChromium(), 'needs chromium');

  let foxden: Foxden;
  let browser: Browser;
  let boss: Person;
  /** What each page says in English. */
  const inEnglish = new Map<string, string[]>();

  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite', { FOXDEN_RATE_LIMITS: 'off', FOXDEN_WORKERS: '1' });
    boss = await addUser(foxden, 'ada@example.org', '--admin');
    await addUser(foxden, 'otto@example.org');
    await foxden.cli('backup');
    writeFileSync(join(foxden.dataDir, 'backups', damaged), 'not an archive');
    browser = await launchChromium();
  });
  test.afterAll(async () => {
    await browser?.close();
    await foxden?.destroy();
  });

  /** Opens every page one after the other, signing in on the way, and does something with each. */
  async function onEachPage(locale: string, see: (page: Page, path: string) => Promise<void>): Promise<void> {
    const page = await (await browser.newContext({ locale })).newPage();
    const noErrors = watchForErrors(page);
    for (const path of forEverybody) {
      await page.goto(foxden.url + path);
      await settled(page);
      await see(page, path);
    }
    await page.goto(`${foxden.url}/signin`);
    await page.locator('form input').first().fill(boss.email);
    await page.keyboard.press('Enter');
    await page.locator('input[type=password]').fill(boss.password);
    await see(page, 'the password');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/settings/);
    for (const path of signedIn) {
      await page.goto(foxden.url + path);
      await settled(page);
      await see(page, `${path}, signed in`);
    }
    await page.goto(`${foxden.url}/admin`);
    await page.locator('input[type=password]').fill(boss.password);
    await page.keyboard.press('Enter');
    const sections = page.locator('nav.tabs a');
    await expect(sections).toHaveCount(forAdministrators.length);
    for (const [index, path] of forAdministrators.entries()) {
      await sections.nth(index).click();
      await page.waitForURL(foxden.url + path);
      await settled(page);
      await open(page);
      await see(page, path);
    }
    noErrors();
    await page.context().close();
  }

  test('the English ones are read', async () => {
    await onEachPage('en-US', async (page, path) => {
      if (path === '/admin/backups') await checkDamaged(page);
      if (path === '/admin/processes') await failBackup(page, foxden);
      inEnglish.set(path, await textsOf(page));
    });
    expect([...inEnglish.values()].flat().length).toBeGreaterThan(350);
  });

  for (const [language, locale] of Object.entries(translated)) {
    test(`those in ${language} have no English, fit a phone, and are accessible`, async () => {
      await onEachPage(locale, async (page, path) => {
        // What went wrong in the English round is still told.
        if (path === '/admin/backups') await expect(page.locator('.notice.bad')).toContainText(damaged);
        if (path === '/admin/processes') await expect(page.locator('.field-error')).toContainText('/backups');
        expect.soft(await page.locator('html').getAttribute('lang'), path).toBe(language);
        const english = new Set(inEnglish.get(path));
        const same = (await textsOf(page)).filter((words) => english.has(words) && !names.test(words));
        expect.soft(same, path).toEqual([]);
        // What the server says is told in the language of the page, but for the log, which is as it was written.
        const left = path === '/admin/log' ? [] : await page.locator('main [lang=en]').allTextContents();
        expect.soft(left, path).toEqual([]);
        const file = path.replaceAll(/\W+/g, '-');
        for (const width of [1280, 390]) await expectFits(page, width);
        await page.screenshot({ path: test.info().outputPath(`${file}.png`), fullPage: true });
        await expectAccessible(page);
        await page.setViewportSize({ width: 1280, height: 900 });
      });
    });
  }
});

/** Has a backup checked that is none. */
async function checkDamaged(page: Page): Promise<void> {
  await page.getByRole('button', { name: `Check ${damaged}` }).click();
  await page.getByRole('button', { name: 'Yes, check it' }).click();
  await expect(page.locator('.notice.bad')).toContainText('Check of a backup');
}

/** Has the nightly backup made while there is a file where its folder should be. */
async function failBackup(page: Page, { dataDir }: Foxden): Promise<void> {
  const folder = join(dataDir, 'backups');
  renameSync(folder, `${folder}-aside`);
  writeFileSync(folder, '');
  try {
    await page.getByRole('button', { name: 'Run now: Nightly backup' }).click();
    await page.getByRole('button', { name: 'Yes, run it' }).click();
    await expect(page.locator('.field-error')).toContainText('/backups');
  } finally {
    rmSync(folder);
    renameSync(`${folder}-aside`, folder);
  }
}

/** Waits until the page shows something that is no "one moment". */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('h1').first()).toBeVisible();
  await expect(page.locator('.spinner')).toHaveCount(0);
  await expect(page.locator('.checks [data-state=running]')).toHaveCount(0);
}

/** Opens what is folded, so that it is looked at, too. */
const open = (page: Page) =>
  page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true;
  });

/** Every text of more than one word that the page shows or reads out. */
const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isOwn = (element: Element | null) =>
      element !== null && element.closest('[lang=en]:not(html), code, script, noscript, style') === null;
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (isOwn(walker.currentNode.parentElement)) found.push(walker.currentNode.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) {
      if (!isOwn(element)) continue;
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) found.push(element.getAttribute(name) ?? '');
    }
    return found.map((words) => words.trim()).filter((words) => /\p{L}{2,}\s+\p{L}{2,}/u.test(words));
  });
