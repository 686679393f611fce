import { type Browser, expect, type Page } from '@playwright/test';
import * as anyFirefox from './harness/any-sign-in.ts';
import { hasChromium, launchChromium } from './harness/chromium.ts';
import type { AnyFirefox } from './harness/firefox/any-firefox.ts';
import { bookmarkTree } from './harness/firefox/bookmark-tree.ts';
import { findEdition } from './harness/firefox/editions.ts';
import { addLogin, listLogins, removeLogins } from './harness/firefox/everything-else.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { firstSync, syncClean } from './harness/firefox/sync.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { openWithPassword, storedByPage } from './harness/my-data.ts';
import { findInDataDir } from './harness/search-data.ts';
import { signIn, signUp } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

const person = { email: 'Tina.Time@example.org', password: 'correct horse battery' };
const folder = 'Two hundred dens';
const site = 'https://login.example';
const duplicates = 5000;

/** A folder of 200 bookmarks in an order of its own, some with tags and keywords. */
function addFolder(browser: Firefox): Promise<void> {
  return browser.chrome(async (title) => {
    const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
    const { bookmarks } = PlacesUtils;
    const children = Array.from({ length: 200 }, (_, i) => ({
      title: `Den ${(i * 37) % 200}`,
      url: `https://den.example/${i}`,
    }));
    await bookmarks.insertTree({
      guid: bookmarks.toolbarGuid,
      children: [
        { title, type: bookmarks.TYPE_FOLDER, children },
        { title: 'Untouched', url: 'https://untouched.example/' },
      ],
    });
    for (const i of [3, 77, 199])
      PlacesUtils.tagging.tagURI(Services.io.newURI(`https://den.example/${i}`), ['deep', `tag ${i}`]);
    await PlacesUtils.keywords.insert({ keyword: 'keyword-of-den-five', url: 'https://den.example/5' });
  }, folder);
}

/** Removes the folder with everything in it, as the library does. */
function removeFolder(browser: Firefox): Promise<void> {
  return browser.chrome(async (title) => {
    const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
    const [found] = await PlacesUtils.bookmarks.search({ title });
    await PlacesUtils.bookmarks.remove(found.guid);
  }, folder);
}

/** Has a browser call itself something, as in its settings of Sync; until then all on one computer have the same name. */
function nameDevice(browser: Firefox, name: string): Promise<void> {
  return browser.chrome(async (wanted) => {
    const { Weave } = ChromeUtils.importESModule('resource://services-sync/main.sys.mjs');
    const { getFxAccountsSingleton } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
    Weave.Service.clientsEngine.localName = wanted;
    await getFxAccountsSingleton().updateDeviceRegistration();
  }, name);
}

test.describe('the time machine, with real Firefoxes', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasFirefox() || !hasChromium(), 'needs firefox-esr and chromium');

  let foxden: Foxden;
  let a: Firefox;
  /** The newest where this machine has it. */
  let b: AnyFirefox;
  let offline: Firefox;
  let chromium: Browser;
  let page: Page;
  let whole: unknown;

  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite', { FOXDEN_TIME_MACHINE: 'on', FOXDEN_LOG_LEVEL: 'debug' });
    a = await launchFirefox(foxden.url);
    await signUp(a, person);
    await firstSync(a);
    chromium = await launchChromium();
    page = await (await chromium.newContext()).newPage();
  });
  test.afterAll(async () => {
    await chromium?.close();
    for (const browser of [a, b, offline]) await browser?.destroy();
    await foxden?.destroy();
  });

  const open = () => openWithPassword(page, `${foxden.url}/history`, person);
  const show = (name: string) =>
    page.getByRole('navigation', { name: 'What to take back' }).getByRole('button', { name }).click();
  const main = () => page.getByRole('main');
  /** Goes back to before the newest change of the kind that is shown, whose words match. */
  const planBefore = async (words: RegExp) => {
    const moment = page.getByRole('listitem').filter({ hasText: words }).first();
    // However long the sentence is, its button stands beside it. Both at once: what comes in above moves them.
    const isBeside = await moment.evaluate((item) => {
      const [sentence, button] = [item.querySelector('span')!, item.querySelector('button')!];
      return button.getBoundingClientRect().top < sentence.getBoundingClientRect().bottom;
    });
    expect(isBeside).toBe(true);
    await moment.getByRole('button', { name: /^Back to before this/ }).click();
  };
  const confirm = async () => {
    await page.getByRole('button', { name: 'Take it back' }).click();
    await expect(main()).toContainText('Your Firefoxes follow at their next sync');
  };

  test('keeps nothing until it is switched on, and then says what happens', async () => {
    await open();
    await expect(main()).toContainText('for 30 days');
    await page.getByRole('button', { name: 'Keep it from now on' }).click();
    await expect(main()).toContainText('Nothing has changed since the keeping began.');
    await nameDevice(a, 'Tina’s laptop');
    await addFolder(a);
    await addLogin(a, site, 'tina', 'first secret');
    await syncClean(a);
    b = await anyFirefox.startConnected(findEdition('newest') ?? findEdition('installed')!, foxden.url);
    await anyFirefox.signIn(b, person);
    await firstSync(b);
    offline = await launchFirefox(foxden.url);
    await signIn(offline, person);
    await firstSync(offline);
    whole = await bookmarkTree(a);
    await expect.poll(() => bookmarkTree(b)).toEqual(whole);
    await expect.poll(() => bookmarkTree(offline)).toEqual(whole);
    await offline.close();
  });

  test('brings a deleted folder of 200 bookmarks and a password back to every Firefox', async () => {
    await removeFolder(a);
    await removeLogins(a, site);
    await syncClean(a);
    await syncClean(b);
    expect(await bookmarkTree(b)).not.toEqual(whole);
    expect(await listLogins(b, site)).toEqual([]);

    await open();
    await expect(main()).toContainText(/201 bookmarks and folders went away, by the upload of “Tina’s laptop”\./);
    await planBefore(/201 bookmarks and folders went away/);
    await expect(main()).toContainText('Comes back: 201 bookmarks and folders');
    await expect(main()).not.toContainText('Goes away');
    await confirm();
    // The page itself is no device.
    const back = page.getByRole('listitem').filter({ hasText: '201 bookmarks and folders appeared' }).first();
    await expect(back).not.toContainText('by the upload');
    await show('Passwords');
    await planBefore(/1 password went away, by the upload of “Tina’s laptop”/);
    await expect(main()).toContainText(site);
    await expect(main()).not.toContainText('first secret');
    await confirm();
    for (const browser of [a, b]) {
      await syncClean(browser);
      expect(await bookmarkTree(browser)).toEqual(whole);
      expect(await listLogins(browser, site)).toEqual([{ username: 'tina', password: 'first secret' }]);
    }
  });

  test('takes a rename and a bad import of 5,000 duplicates back', async () => {
    await a.chrome(async (count) => {
      const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
      const { bookmarks } = PlacesUtils;
      const [untouched] = await bookmarks.search({ title: 'Untouched' });
      await bookmarks.update({ guid: untouched.guid, title: 'Touched after all' });
      const children = Array.from({ length: count }, (_, i) => ({
        title: `Den ${i % 200}`,
        url: `https://den.example/${i % 200}`,
      }));
      await bookmarks.insertTree({ guid: bookmarks.unfiledGuid, children });
    }, duplicates);
    await syncClean(a);
    await syncClean(b);
    await open();
    await planBefore(/5,000 bookmarks and folders appeared/);
    await expect(main()).toContainText('Goes away, because it has come since: 5,000 bookmarks and folders');
    await expect(main()).toContainText('Untouched');
    await confirm();
    for (const browser of [a, b]) {
      await syncClean(browser);
      expect(await bookmarkTree(browser)).toEqual(whole);
      expect(await browser.chrome(unfiledCount)).toBe(0);
    }
  });

  test('a third Firefox that was offline meanwhile ends equal', async () => {
    offline = await offline.relaunch();
    await syncClean(offline);
    expect(await bookmarkTree(offline)).toEqual(whole);
    expect(await offline.chrome(unfiledCount)).toBe(0);
    expect(await listLogins(offline, site)).toEqual([{ username: 'tina', password: 'first secret' }]);
    await syncClean(a);
    expect(await bookmarkTree(a)).toEqual(whole);
  });

  test('the server has seen none of it', () => {
    expect(
      findInDataDir(foxden.dataDir, [person.password, 'first secret', 'den.example', 'keyword-of-den-five', folder]),
    ).toEqual([]);
  });

  test('nothing of it outlives the page, and all that was kept goes when it is switched off', async () => {
    expect(await storedByPage(page)).toBe('[{},{},"",[],[]]');
    await open();
    await page.getByRole('button', { name: 'Delete all of it and stop keeping' }).click();
    await expect(main()).toContainText('The backups of this server still hold them');
    await page.getByRole('button', { name: 'Really delete all earlier states?' }).click();
    await expect(page.getByRole('button', { name: 'Keep it from now on' })).toBeVisible();
  });
});

async function unfiledCount(): Promise<number> {
  const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
  const { children = [] } = await PlacesUtils.promiseBookmarksTree(PlacesUtils.bookmarks.unfiledGuid);
  return children.length;
}
