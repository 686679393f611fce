import { type BrowserContext, expect, type Page } from '@playwright/test';
import { fromHex, toHex } from '../src/crypto/client/bytes.ts';
import { openUriCommand } from '../src/crypto/client/send-tab.ts';
import { rootKeys } from '../src/crypto/client/sync-keys.ts';
import { runFoxden } from '../testing/foxden-command.ts';
import { FxaClient, stretchV1 } from '../testing/fxa-client.ts';
import { createTabReceiver } from '../testing/tab-receiver.ts';
import { hasChromium, launchChromium } from './harness/chromium.ts';
import { hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { openWithPassword, storedByPage } from './harness/my-data.ts';
import { findInDataDir } from './harness/search-data.ts';
import { createStoredPerson, type StoredPerson } from './harness/stored-person.ts';
import { test } from './harness/test.ts';

const person = { email: 'Cleo.Clear@example.org', password: 'correct horse battery' };
const mark = 'A den beneath the willow';
const nothing = '[{},{},"",[],[]]';

test.describe('pages that open data', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasFirefox() || !hasChromium(), 'needs firefox-esr and chromium');

  let foxden: Foxden;
  let stored: StoredPerson;

  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite', { FOXDEN_TIME_MACHINE: 'on', FOXDEN_LOG_LEVEL: 'debug' });
    stored = await createStoredPerson(foxden.url, person);
    const bookmark = { type: 'bookmark', parentid: 'toolbar', title: mark, bmkUri: 'https://willow.example/' };
    await stored.write('bookmarks', [
      { id: 'toolbar', clear: { type: 'folder', parentid: 'places', title: 'toolbar', children: ['willow'] } },
      { id: 'willow', clear: bookmark },
    ]);
    const commands = { [openUriCommand]: await createTabReceiver().advertise(await rootKeys(fromHex(stored.kB))) };
    const client = new FxaClient(foxden.url);
    const device = { name: 'Willow phone', availableCommands: commands };
    expect((await client.post('/account/device', device, client.session(stored.sessionToken))).status).toBe(200);
  });
  test.afterAll(() => foxden?.destroy());

  const rooms: [path: string, shows: (page: Page) => Promise<void>][] = [
    [
      '/data',
      async (page) => {
        await page
          .getByRole('navigation', { name: 'What to show' })
          .getByRole('button', { name: /^Bookmarks/ })
          .click();
        await expect(page.getByRole('link', { name: mark })).toBeVisible();
      },
    ],
    [
      '/history',
      async (page) => {
        const begin = page.getByRole('button', { name: 'Keep it from now on' });
        await expect(begin.or(page.getByRole('navigation', { name: 'What to take back' }))).toBeVisible();
        if (await begin.isVisible()) await begin.click();
        await expect(page.getByRole('navigation', { name: 'What to take back' })).toBeVisible();
      },
    ],
    [
      '/send',
      async (page) => {
        await page.getByLabel('Address of the page').fill('https://willow.example/sent');
        await page.getByRole('button', { name: 'Send', exact: true }).click();
        await expect(page.getByRole('main')).toContainText('Sent.');
      },
    ],
  ];
  const inner = /beneath the willow|Willow phone|willow\.example|What to (show|take back)/;

  /** Opens every page, leaves it and comes back, locks it and comes back: nothing of it may be seen then. */
  async function tour(context: BrowserContext): Promise<void> {
    const page = await context.newPage();
    for (const [path, shows] of rooms) {
      for (const locks of [false, true]) {
        await openWithPassword(page, foxden.url + path, person);
        await shows(page);
        expect(await storedByPage(page), path).toBe(nothing);
        if (locks) {
          await page.getByRole('button', { name: 'Lock now' }).click();
          await expect(page.getByRole('heading', { name: 'Locked again' })).toBeVisible();
          expect(await page.content(), path).not.toMatch(inner);
        }
        await page.goto(`${foxden.url}/connect_another_device`);
        await page.goBack();
        await expect(page.getByRole('heading', { name: 'Your password, please' })).toBeVisible();
        expect(await page.content(), path).not.toMatch(inner);
        expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
        expect(await storedByPage(page), path).toBe(nothing);
      }
    }
    await page.close();
  }

  test('show nothing on the way back, and keep nothing, in Chromium', async () => {
    const chromium = await launchChromium();
    try {
      await tour(await chromium.newContext());
    } finally {
      await chromium.close();
    }
  });

  test('show nothing on the way back, and keep nothing, in Firefox', async () => {
    const firefox = await launchFirefox(foxden.url);
    try {
      await tour(firefox.context);
    } finally {
      await firefox.destroy();
    }
  });

  test('and foxden send leave neither key nor clear text on the server', async () => {
    const sent = await runFoxden(
      ['send', 'https://willow.example/typed', '--to', 'willow', '--account', person.email],
      {
        env: { FOXDEN_DATA_DIR: foxden.dataDir, FOXDEN_SEND_PASSWORD: person.password },
      },
    );
    expect(sent).toMatchObject({ code: 0, stdout: expect.stringContaining('Sent. Willow phone') });
    const { authPW, unwrapBKey } = stretchV1(person.email, person.password);
    const root = toHex((await rootKeys(fromHex(stored.kB))).fingerprint);
    const hexes = [stored.kB, authPW, unwrapBKey, ...stored.syncKeys.map((key) => toHex(Buffer.from(key, 'base64')))];
    const forms = hexes.flatMap((hex) => {
      const bytes = Buffer.from(hex, 'hex');
      return [hex, bytes.toString('base64'), bytes.toString('base64url')];
    });
    const secrets = [person.password, mark, 'willow.example', ...forms];
    expect(findInDataDir(foxden.dataDir, secrets)).toEqual([]);
    expect(secrets.filter((each) => foxden.output().includes(each))).toEqual([]);
    // What is known to be there is found: the search works. The device's name and the key's fingerprint are no secrets.
    expect(findInDataDir(foxden.dataDir, ['Willow phone', root]).length).toBeGreaterThan(0);
  });
});
