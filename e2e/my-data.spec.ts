import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type Download, expect, type Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { fromHex } from '../src/crypto/client/bytes.ts';
import { rootKeys, sealPayload } from '../src/crypto/client/sync-keys.ts';
import type { BookmarkRecord, OpenRecord } from '../src/web/sync-client/records.ts';
import { SyncClient } from '../src/web/sync-client/sync-client.ts';
import { FxaClient } from '../testing/fxa-client.ts';
import { expectAccessible } from './harness/accessibility.ts';
import { hasChromium, launchChromium } from './harness/chromium.ts';
import { bookmarkTree } from './harness/firefox/bookmark-tree.ts';
import {
  addAutofill,
  addFormEntry,
  addHistory,
  addLogin,
  exampleAddress,
  listLogins,
} from './harness/firefox/everything-else.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { firstSync, syncClean } from './harness/firefox/sync.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { openWithPassword, storedByPage } from './harness/my-data.ts';
import { signUp } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

const person = { email: 'Doris.Data@example.org', password: 'correct horse battery' };
const secret = 'Tr0ub4dor "&" 3, really';

test.describe('my data, in another browser', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasFirefox() || !hasChromium(), 'needs firefox-esr and chromium');

  let foxden: Foxden;
  let firefox: Firefox;
  let chromium: Browser;
  let page: Page;

  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite');
    firefox = await launchFirefox(foxden.url);
    await firefox.chrome(async () => {
      const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
      const { bookmarks } = PlacesUtils;
      await bookmarks.insertTree({
        guid: bookmarks.toolbarGuid,
        children: [
          {
            title: 'Foxes & dens <3',
            type: bookmarks.TYPE_FOLDER,
            children: [
              { title: 'Zeta', url: 'https://zeta.example/?a=1&b=2' },
              { type: bookmarks.TYPE_SEPARATOR },
              { title: '"Alpha"', url: 'https://alpha.example/' },
              {
                title: 'Inner',
                type: bookmarks.TYPE_FOLDER,
                children: [{ title: 'Deep', url: 'https://deep.example/' }],
              },
            ],
          },
        ],
      });
      PlacesUtils.tagging.tagURI(Services.io.newURI('https://alpha.example/'), ['red', 'quick brown']);
      await PlacesUtils.keywords.insert({ keyword: 'zz', url: 'https://zeta.example/?a=1&b=2' });
    });
    await addHistory(firefox, [{ url: 'https://visited.example/den', title: 'A visited den' }]);
    await addLogin(firefox, 'https://login.example', 'renate', secret);
    await addFormEntry(firefox, 'searchbar-history', 'how foxes sleep');
    await addAutofill(firefox, 'addresses', exampleAddress);
    await signUp(firefox, person);
    await firstSync(firefox);
    await syncClean(firefox);
    chromium = await launchChromium();
    page = await (await chromium.newContext({ acceptDownloads: true })).newPage();
  });
  test.afterAll(async () => {
    await chromium?.close();
    await firefox?.destroy();
    await foxden?.destroy();
  });

  const show = (name: RegExp) =>
    page.getByRole('navigation', { name: 'What to show' }).getByRole('button', { name }).click();
  const card = () => page.getByRole('main');

  test('everything that a real Firefox stores is shown in clear', async () => {
    const problems: string[] = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    await openWithPassword(page, `${foxden.url}/data`, person);
    await show(/^Bookmarks/);
    await page.getByRole('button', { name: /Foxes & dens <3/ }).click();
    await expect(page.getByRole('link', { name: '"Alpha"' })).toHaveAttribute('href', 'https://alpha.example/');
    await expect(card()).toContainText('Tags: quick brown, red');
    await expect(card()).toContainText('Keyword: zz');
    await show(/^History/);
    await page.getByLabel('Search in title and address').fill('visited DEN');
    await expect(card()).toContainText('1 page');
    await expect(page.getByRole('link', { name: 'A visited den' })).toBeVisible();
    await show(/^Passwords/);
    await page.getByRole('button', { name: 'Open my passwords' }).click();
    await expect(card()).toContainText('renate');
    await expect(card()).not.toContainText(secret);
    await page.getByRole('button', { name: 'Show the password for https://login.example' }).click();
    await expect(card()).toContainText(secret);
    await show(/^Form entries/);
    await expect(card()).toContainText('how foxes sleep');
    await show(/^Addresses/);
    await expect(card()).toContainText('12 Den Lane');
    await show(/^Devices/);
    await expect(card()).toContainText(/Firefox/);
    await show(/^Settings/);
    await expect(card()).toContainText('browser.');
    expect(problems).toEqual([]);
  });

  test('each export goes into a fresh Firefox and is the same there', async () => {
    const save = async (name: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name, exact: true }).click(),
      ]);
      return stored(download);
    };
    const html = await save('Bookmarks (HTML, for any browser)');
    const csv = await save('Passwords (CSV, for Firefox and others)');
    const archive = await save('Everything (ZIP)');
    const fresh = await launchFirefox(foxden.url);
    try {
      await fresh.chrome(
        async ({ html, csv }) => {
          const { BookmarkHTMLUtils } = ChromeUtils.importESModule('resource://gre/modules/BookmarkHTMLUtils.sys.mjs');
          await BookmarkHTMLUtils.importFromFile(html);
          const { LoginCSVImport } = ChromeUtils.importESModule('resource://gre/modules/LoginCSVImport.sys.mjs');
          await LoginCSVImport.importFromCSV(csv);
        },
        { html, csv },
      );
      const folder = 'Foxes & dens <3';
      expect(await bookmarkTree(fresh, folder)).toEqual(await bookmarkTree(firefox, folder));
      expect(await listLogins(fresh, 'https://login.example')).toEqual([{ username: 'renate', password: secret }]);
    } finally {
      await fresh.destroy();
    }
    const files = unzipSync(new Uint8Array(readFileSync(archive)));
    const text = (name: string) => new TextDecoder().decode(files[name]);
    expect(text('bookmarks.html')).toBe(readFileSync(html, 'utf8'));
    expect(text('passwords.csv')).toBe(readFileSync(csv, 'utf8'));
    const history = JSON.parse(text('history.json')) as { clear: { histUri: string } }[];
    expect(history.map(({ clear }) => clear.histUri)).toContain('https://visited.example/den');
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(['README.txt', 'forms.json', 'addresses.json', 'prefs.json']),
    );
  });

  test('what is wrong with the data is told: duplicates, orphans, lost places, records that do not open', async () => {
    await breakBookmarks(foxden.url);
    await openWithPassword(page, `${foxden.url}/data`, person);
    await show(/^Bookmarks/);
    await expect(page.getByRole('heading', { name: 'What is wrong here' })).toBeVisible();
    for (const [words, name] of [
      ['1 item lies in a folder that does not exist:', 'Lost'],
      ['1 item is missing in the order of the folder:', 'Late'],
      ['Folders list 1 item that nobody has:', 'Bookmarks Toolbar'],
      ['1 bookmark is there more than once in the same folder:', 'Twice (https://twice.example/)'],
    ] as const) {
      const details = page.getByRole('group').filter({ hasText: words });
      await details.getByText(words).click();
      await expect(details.getByRole('listitem')).toHaveText([name]);
    }
    await expect(card()).toContainText('1 record was locked with other keys');
    await expect(card()).toContainText('1 record says inside to be another one than outside');
    await expectAccessible(page);
  });

  test('nothing of it outlives the page, and the way back shows nothing', async () => {
    expect(await storedByPage(page)).toBe('[{},{},"",[],[]]');
    await page.goto(`${foxden.url}/connect_another_device`);
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'Your password, please' })).toBeVisible();
    await expect(card()).not.toContainText('12 Den Lane');
    await openWithPassword(page, `${foxden.url}/data`, person);
    await show(/^Addresses/);
    await expect(card()).toContainText('12 Den Lane');
    await page.getByRole('button', { name: 'Lock now' }).click();
    await expect(page.getByRole('heading', { name: 'Locked again' })).toBeVisible();
    expect(await page.content()).not.toContain('12 Den Lane');
    expect(await storedByPage(page)).toBe('[{},{},"",[],[]]');
  });

  test('the sessions that were made for it have ended', async () => {
    const sessions = () =>
      firefox.chrome(async () => {
        const { getFxAccountsSingleton } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
        return (await getFxAccountsSingleton().listAttachedOAuthClients()).length as number;
      });
    await expect.poll(sessions).toBeLessThanOrEqual(1);
  });
});

/** Puts records among the bookmarks that no healthy Firefox writes. */
async function breakBookmarks(url: string): Promise<void> {
  const fxa = new FxaClient(url);
  const { sessionToken, kB } = await fxa.signIn(person.email, person.password);
  const token = { scheme: 'bearer', kind: 'sessionToken', token: sessionToken } as const;
  const opening = { origin: url, authorization: fxa.authorization(token, 'GET', '/') };
  const client = await SyncClient.open({ ...opening, kB: fromHex(kB) });
  const read: OpenRecord[] = [];
  let stamp = await client.read('bookmarks', (records) => read.push(...records));
  const toolbar = read.find(({ id }) => id === 'toolbar')!.clear as BookmarkRecord;
  const bookmark = (id: string, parentid: string, title: string) => ({
    id,
    clear: { type: 'bookmark', title, bmkUri: `https://${title.toLowerCase()}.example/`, parentid },
  });
  stamp = await client.write(
    'bookmarks',
    [
      bookmark('lost________', 'nofolder____', 'Lost'),
      bookmark('late________', 'toolbar', 'Late'),
      bookmark('twice1______', 'toolbar', 'Twice'),
      bookmark('twice2______', 'toolbar', 'Twice'),
      {
        id: 'toolbar',
        clear: { ...toolbar, children: [...toolbar.children!, 'twice1______', 'twice2______', 'nobody______'] },
      },
    ],
    stamp,
  );
  const { bundle } = await rootKeys(fromHex('99'.repeat(32)));
  const { payload } = (await client.storage.record('bookmarks', 'late________'))!;
  await client.storage.write(
    'bookmarks',
    [
      { id: 'stranger____', payload: await sealPayload(bundle, '{"id":"stranger____"}') },
      { id: 'swapped_____', payload },
    ],
    stamp,
  );
}

async function stored(download: Download): Promise<string> {
  const path = join(tmpdir(), `foxden-${process.pid}-${download.suggestedFilename()}`);
  await download.saveAs(path);
  return path;
}
