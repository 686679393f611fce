import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import { expectAccessible } from './harness/accessibility.ts';
import { hasChromium, launchChromium } from './harness/chromium.ts';
import { addBookmark } from './harness/firefox/bookmarks.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import {
  allBookmarks,
  allLogins,
  exportBookmarks,
  exportLogins,
  importBookmarks,
  importLogins,
} from './harness/firefox/own-exports.ts';
import { firstSync, syncClean } from './harness/firefox/sync.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { openWithPassword, storedByPage } from './harness/my-data.ts';
import { watchForErrors } from './harness/quiet-page.ts';
import { findInDataDir } from './harness/search-data.ts';
import { signUp } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

const person = { email: 'Ida.Import@example.org', password: 'correct horse battery' };
const many = 10_000;

/** 200 bookmarks in all of Firefox's folders, and 20 passwords of all kinds. */
function fill(browser: Firefox): Promise<void> {
  return browser.chrome(async () => {
    const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
    const { bookmarks } = PlacesUtils;
    await bookmarks.eraseEverything();
    const urls: string[] = [];
    const some = (count: number, host: string) =>
      Array.from({ length: count }, () => {
        const i = (urls.length * 37) % 1000;
        const url = `https://${host}.example/${i}?a=1&b=%20`;
        urls.push(url);
        return {
          title: i % 9 === 0 ? '' : `Den <${i}> & "more" é 狐`,
          url,
          dateAdded: new Date(Date.UTC(2015, 0, i)),
        };
      });
    const folder = (title: string, children: object[]) => ({ title, type: bookmarks.TYPE_FOLDER, children });
    const line = { type: bookmarks.TYPE_SEPARATOR };
    await bookmarks.insertTree({
      guid: bookmarks.toolbarGuid,
      children: [
        ...some(20, 'bar'),
        folder('Toolbar dens', [...some(40, 'dens'), folder('Inner', some(20, 'inner')), ...some(20, 'late')]),
      ],
    });
    await bookmarks.insertTree({
      guid: bookmarks.menuGuid,
      children: [folder('Same', some(20, 'one')), line, folder('Same', some(20, 'two')), line, ...some(20, 'menu')],
    });
    await bookmarks.insertTree({
      guid: bookmarks.unfiledGuid,
      children: [
        folder('Empty', []),
        ...some(39, 'other'),
        { title: 'Script', url: 'javascript:void(location.href="https://x.example/")' },
      ],
    });
    for (const [i, url] of urls.entries()) {
      if (i % 10 === 3) PlacesUtils.tagging.tagURI(Services.io.newURI(url), ['deep', `tag ${i}`]);
      if (i % 50 === 7) await PlacesUtils.keywords.insert({ keyword: `den${i}`, url });
    }
    for (let i = 0; i < 20; i++) {
      const login = Cc['@mozilla.org/login-manager/loginInfo;1'].createInstance(Ci.nsILoginInfo);
      const origin =
        i === 5 ? 'https://xn--bcher-kva.example' : `https://login${Math.floor(i / 2)}.example${i > 15 ? ':8443' : ''}`;
      const realm = i % 7 === 6 ? 'The "realm", really' : null;
      const action = realm ? null : i % 3 === 0 ? '' : 'https://action.example';
      login.init(origin, action, realm, i === 9 ? '' : `user ${i}`, `Tr0ub4dor "&" ${i},\n狐`, '', '');
      login.QueryInterface(Ci.nsILoginMetaInfo);
      login.timeCreated = Date.UTC(2019, 0, i + 1);
      login.timePasswordChanged = Date.UTC(2020, 0, i + 1);
      await Services.logins.addLoginAsync(login);
    }
  });
}

test.describe('import at my data', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasFirefox() || !hasChromium(), 'needs firefox-esr and chromium');

  const folder = mkdtempSync(join(tmpdir(), 'foxden-import-'));
  const at = (name: string) => join(folder, name);
  let foxden: Foxden;
  let source: Firefox;
  let firefox: Firefox;
  let chromium: Browser;
  let page: Page;
  let expectQuiet: () => void;

  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite', { FOXDEN_TIME_MACHINE: 'on', FOXDEN_LOG_LEVEL: 'debug' });
    source = await launchFirefox(foxden.url);
    await fill(source);
    await exportBookmarks(source, at('bookmarks.html'));
    await exportLogins(source, at('logins.csv'));
    firefox = await launchFirefox(foxden.url);
    await firefox.chrome(async () => {
      const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
      await PlacesUtils.bookmarks.eraseEverything();
    });
    await signUp(firefox, person);
    await firstSync(firefox);
    chromium = await launchChromium();
    page = await (await chromium.newContext({ acceptDownloads: true })).newPage();
    expectQuiet = watchForErrors(page);
    await openWithPassword(page, `${foxden.url}/data`, person);
  });
  test.afterAll(async () => {
    await chromium?.close();
    for (const browser of [source, firefox]) await browser?.destroy();
    await foxden?.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  const section = () => page.getByRole('region', { name: 'Bring something in' });
  const choose = (name: string) => section().getByLabel('Choose a file').setInputFiles(at(name));
  const write = () => section().getByRole('button', { name: 'Write it into my account' }).click();
  const cancel = () => section().getByRole('button', { name: 'Cancel' }).click();
  const see = (words: string | RegExp) => expect(section()).toContainText(words);

  test('a real Firefox takes over bookmarks and passwords that another one has exported', async () => {
    await choose('bookmarks.html');
    await see('What bookmarks.html would change');
    await see('200 new bookmarks');
    await see('5 new folders');
    await see('2 new separators');
    await see('The time machine is off, so nothing leads back from this.');
    await expectAccessible(page);
    await write();
    await see('200 bookmarks were added.');
    await syncClean(firefox);
    expect(await allBookmarks(firefox)).toEqual(await allBookmarks(source));
    await choose('logins.csv');
    await see('20 new passwords');
    await write();
    await see('20 passwords were added.');
    await syncClean(firefox);
    expect(await allLogins(firefox)).toEqual(await allLogins(source));
    // Nothing that it would have to correct.
    await syncClean(firefox);
    expect(await allBookmarks(firefox)).toEqual(await allBookmarks(source));
  });

  test('the page shows what has come, and a second import adds nothing', async () => {
    await page
      .getByRole('navigation', { name: 'What to show' })
      .getByRole('button', { name: /^Bookmarks/ })
      .click();
    await page.getByRole('button', { name: /Toolbar dens/ }).click();
    await expect(page.getByRole('main')).toContainText('Tags: deep');
    await choose('bookmarks.html');
    await see('There is nothing to add');
    await see('200 already there');
    await expect(section().getByRole('button', { name: 'Write it into my account' })).toHaveCount(0);
    await cancel();
    await choose('logins.csv');
    await see('There is nothing to add');
    await see('20 already there');
    await cancel();
  });

  test('what is saved here goes into a fresh Firefox and is the same there', async () => {
    for (const [button, name] of [
      ['Bookmarks (HTML, for any browser)', 'ours.html'],
      ['Passwords (CSV, for Firefox and others)', 'ours.csv'],
    ] as const) {
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: button, exact: true }).click();
      await (await saving).saveAs(at(name));
    }
    const fresh = await launchFirefox(foxden.url);
    try {
      await importBookmarks(fresh, at('ours.html'));
      await importLogins(fresh, at('ours.csv'));
      expect(await allBookmarks(fresh)).toEqual(await allBookmarks(source));
      expect(await allLogins(fresh)).toEqual(await allLogins(source));
    } finally {
      await fresh.destroy();
    }
    await choose('ours.html');
    await see('There is nothing to add');
    await cancel();
    await choose('ours.csv');
    await see('There is nothing to add');
    await cancel();
  });

  test('files that make no sense get words', async () => {
    const html = '<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p></DL>';
    for (const [name, content, words] of [
      ['page.html', '<!DOCTYPE html><a href="https://x.example/">x</a>', 'not a file that browsers export'],
      ['picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff]), 'The letters of this file cannot be read'],
      ['empty.html', html, 'There is nothing in this file'],
      ['half.csv', 'url,username,password\nhttps://x.example,"u', 'This file is damaged'],
      ['other.csv', 'a,b,c\n1,2,3\n', 'This file lacks a column'],
    ] as const) {
      writeFileSync(at(name), content);
      await choose(name);
      await see(words);
    }
  });

  test('what a browser changes meanwhile is not written over', async () => {
    const line = '<DT><A HREF="https://meanwhile.example/import">Late</A>';
    writeFileSync(at('late.html'), `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>${line}</DL>`);
    await choose('late.html');
    await see('1 new bookmark');
    await addBookmark(firefox, 'Of Firefox', 'https://meanwhile.example/firefox');
    await syncClean(firefox);
    await write();
    await see('so nothing was written');
    await expectAccessible(page);
    await write();
    await see('1 bookmark was added.');
    await syncClean(firefox);
    const lines = await allBookmarks(firefox);
    expect(lines.filter((each) => each.includes('https://meanwhile.example/'))).toHaveLength(2);
    expect(lines).toHaveLength((await allBookmarks(source)).length + 2);
  });

  test(`${many} bookmarks come in by the keyboard alone, and the time machine is named`, async () => {
    await page.goto(`${foxden.url}/history`);
    await openWithPassword(page, `${foxden.url}/history`, person);
    await page.getByRole('button', { name: 'Keep it from now on' }).click();
    await expect(page.getByRole('main')).toContainText('Nothing has changed since the keeping began.');
    const links = Array.from(
      { length: many },
      (_, i) => `<DT><A HREF="https://many.example/${i}" TAGS="lot">Number ${i}</A>${i % 100 === 99 ? '</DL><p>' : ''}`,
    );
    const inFolders = links.map((link, i) => (i % 100 === 0 ? `<DT><H3>Folder ${i / 100}</H3><DL><p>${link}` : link));
    writeFileSync(at('many.html'), `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>\n${inFolders.join('\n')}</DL>`);
    await openWithPassword(page, `${foxden.url}/data`, person);
    await page.evaluate(() => {
      const seen: number[] = [];
      Object.assign(window, { longTasks: seen });
      new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: 'longtask',
      });
    });
    const chooser = page.waitForEvent('filechooser');
    await tabTo(page, 'Choose a file');
    await page.keyboard.press('Space');
    await (await chooser).setFiles(at('many.html'));
    await see(`10,000 new bookmarks`);
    await see('The time machine is on.');
    await expect(section().getByRole('heading', { name: 'What many.html would change' })).toBeFocused();
    await tabTo(page, 'Write it into my account');
    await page.keyboard.press('Enter');
    await see('10,000 bookmarks were added.');
    await see('Point to return to: before');
    const longTasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
    test.info().annotations.push({ type: 'tasks over 50 ms', description: longTasks.map(Math.round).join(', ') });
    await syncClean(firefox);
    const lines = (await allBookmarks(firefox)).filter((each) => each.includes('https://many.example/'));
    expect(lines.map((each) => each.split('|')[3])).toEqual(Array.from({ length: many }, (_, i) => `Number ${i}`));
    expectQuiet();
  });

  test('nothing of it lies in clear on the server, or in the browser', async () => {
    expect(await storedByPage(page)).toBe('[{},{},"",[],[]]');
    expect(findInDataDir(foxden.dataDir, ['many.example', 'Toolbar dens', 'Tr0ub4dor'])).toEqual([]);
    expect(foxden.output()).not.toMatch(/many\.example|Tr0ub4dor/);
  });
});

/** Goes on with the Tab key until the element with some name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Tab');
    const words = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      return element?.labels?.[0]?.textContent ?? element?.textContent;
    });
    expect(words?.trim()).toBe(name);
  }).toPass({ intervals: [0] });
}
