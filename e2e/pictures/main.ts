// npm run pictures [FOLDER]: takes the pictures of the README, of pages of a server with made-up people.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { quickStretch } from '../../testing/quick-stretch.ts';
import { startTestServer } from '../../testing/test-server.ts';
import { launchChromium } from '../harness/chromium.ts';
import { address, password, present, seedAda, seedFamily } from './seed.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
const folder = process.argv[2] ?? new URL('../../docs/pictures', import.meta.url).pathname;
const dataDir = mkdtempSync(join(tmpdir(), 'foxden-pictures-'));
let clock = present;

mkdirSync(folder, { recursive: true });
const server = await startTestServer(
  { name: 'sqlite', env: async () => ({ FOXDEN_DATA_DIR: dataDir }) },
  {
    env: {
      FOXDEN_PUBLIC_URL: address,
      FOXDEN_TRUSTED_PROXIES: 'loopback',
      FOXDEN_RATE_LIMITS: 'off',
      FOXDEN_SIGNUPS: 'open',
      FOXDEN_CAPTCHA: 'off',
      FOXDEN_QUOTA_KB: '51200',
    },
    overrides: { now: () => clock, stretch: quickStretch },
  },
);
const browser = await launchChromium();
try {
  const setClock = (time: number) => {
    clock = time;
  };
  const ada = await seedAda({ server, setClock });
  await seedFamily({ server, setClock });

  await picture('guide', { width: 1100, height: 900 }, 'light', async (page) => {
    await page.goto(`${address}/connect`);
    await page.locator('.checks').waitFor();
    await page.waitForFunction(() => !document.querySelector('.checks [data-state=running]'));
  });
  const openMySync = async (page: Page) => {
    await page.addInitScript((stored) => sessionStorage.setItem('foxden.session', stored), JSON.stringify(ada));
    await page.goto(`${address}/sync`);
    await page
      .getByText(/^Signed in on/)
      .first()
      .waitFor();
    await page.locator('#security ~ ol li').first().waitFor();
    await page.locator('#codes ~ p').first().waitFor();
  };
  await picture('my-sync', { width: 1100, height: 860 }, 'light', openMySync);
  await picture('my-sync-phone', { width: 390, height: 900 }, 'dark', openMySync);
  await picture('administration', { width: 1100, height: 900 }, 'light', async (page) => {
    await page.goto(`${address}/admin/activity`);
    await page.getByLabel('E-mail address').fill(ada.email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.locator('.chart canvas').nth(6).waitFor();
  });
} finally {
  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Takes a picture of what is in sight of a page, once `open` says that all of it is there. */
async function picture(
  name: string,
  viewport: { width: number; height: number },
  colorScheme: 'light' | 'dark',
  open: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    locale: 'en-US',
    timezoneId: 'UTC',
    userAgent: firefox,
    reducedMotion: 'reduce',
  });
  await serveAt(context);
  const page = await context.newPage();
  await page.clock.setFixedTime(present);
  await open(page);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
  await context.close();
}

/** Lets the server answer at its public address, which no name server knows. */
async function serveAt(context: BrowserContext): Promise<void> {
  await context.route(`${address}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const headers = { ...route.request().headers(), 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.24' };
    const answer = await route.fetch({ url: `${server.url}${pathname}${search}`, headers });
    // The clock of the browser is set, so the one of the answer has to be.
    await route.fulfill({ response: answer, headers: { ...answer.headers(), date: new Date(present).toUTCString() } });
  });
  await context.routeWebSocket(/\/v1\/ws\//, (socket) => socket.send('{}'));
}
