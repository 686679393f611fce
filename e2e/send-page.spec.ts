import { type Browser, devices, expect, type Page } from '@playwright/test';
import { hasChromium, launchChromium } from './harness/chromium.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { firstSync, syncClean } from './harness/firefox/sync.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { openWithPassword, storedByPage } from './harness/my-data.ts';
import { findInDataDir } from './harness/search-data.ts';
import { signUp } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

const person = { email: 'Sandra.Send@example.org', password: 'correct horse battery' };
const shared = 'https://shared.example/den?secret=badger-set&b=2#part';

test.describe('a page, sent from Chromium to a real Firefox', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasFirefox() || !hasChromium(), 'needs firefox-esr and chromium');

  let foxden: Foxden;
  let firefox: Firefox;
  let chromium: Browser;
  let page: Page;

  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite', { FOXDEN_LOG_LEVEL: 'debug' });
    firefox = await launchFirefox(foxden.url);
    await signUp(firefox, person);
    await firstSync(firefox);
    await syncClean(firefox);
    chromium = await launchChromium();
    page = await (await chromium.newContext({ ...devices['Pixel 7'] })).newPage();
  });
  test.afterAll(async () => {
    await chromium?.close();
    await firefox?.destroy();
    await foxden?.destroy();
  });

  const opened = (url: string) =>
    firefox.chrome(async (url) => {
      const { getFxAccountsSingleton } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
      await getFxAccountsSingleton().commands.pollDeviceCommands();
      const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
      return (gBrowser.tabs as { linkedBrowser: { currentURI: { spec: string } } }[]).some(
        ({ linkedBrowser }) => linkedBrowser.currentURI.spec === url,
      );
    }, url);

  test('is encrypted here and opens there', async () => {
    const problems: string[] = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    await openWithPassword(page, `${foxden.url}/send`, person);
    await page.getByLabel('Address of the page').fill('about:config');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByRole('main')).toContainText('begins with https://');
    const address = `${foxden.url}/connect?sent=1`;
    await page.getByLabel('Address of the page').fill(address);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByRole('main')).toContainText('Sent.');
    await expect.poll(() => opened(address)).toBe(true);
    expect(problems).toEqual([]);
    expect(await storedByPage(page)).toBe('[{},{},"",[],[]]');
  });

  test('is installable, and takes what an app shares without the server seeing it', async () => {
    await page.goto(`${foxden.url}/send`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    const session = await page.context().newCDPSession(page);
    const manifest = async () => (await session.send('Page.getAppManifest')) as { errors: unknown[]; data?: string };
    await expect.poll(async () => (await manifest()).data ?? '').toContain('share_target');
    const { errors, data } = await manifest();
    expect(errors).toEqual([]);
    const { action, params } = JSON.parse(data!).share_target;
    const target = new URL(action, `${foxden.url}/assets/`);
    target.search = String(new URLSearchParams({ [params.title]: 'Shared den', [params.text]: `See ${shared}` }));
    await openWithPassword(page, target.href, person);
    await expect(page.getByLabel('Address of the page')).toHaveValue(shared);
    await expect(page.getByLabel('Title (may stay empty)')).toHaveValue('Shared den');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByRole('main')).toContainText('Sent.');
    await expect.poll(() => opened(shared)).toBe(true);
    expect(foxden.output()).not.toContain('badger-set');
    expect(findInDataDir(foxden.dataDir, [person.password, 'badger-set', 'shared.example', 'Shared den'])).toEqual([]);
  });
});
