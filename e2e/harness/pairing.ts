import { expect, type Page } from '@playwright/test';
import { fromHex, toBase64Url } from '../../src/crypto/client/bytes.ts';
import type { Firefox } from './firefox/launch.ts';
import type { Foxden } from './foxden.ts';
import { beginPhoneFlow, type Delivery, type PhoneFlow } from './phone-flow.ts';

const oldsync = 'https://identity.mozilla.com/apps/oldsync';

/** Firefox's own dialog with a code, in a tab of the signed-in Firefox. */
export interface ShownCode {
  /** The tab; after the code was scanned, Firefox opens the approval page in it. */
  page: Page;
  /** The link that the QR code holds, as our own page reads it from a screenshot. */
  link: string;
}

/**
 * Lets a signed-in Firefox show its code in about:preferences, and reads it as a person would: from a screenshot.
 *
 * @param from - Where the person begins: in Firefox's settings, or on our page.
 */
export async function showCode(
  browser: Firefox,
  foxden: Foxden,
  from: 'preferences' | 'page' = 'preferences',
): Promise<ShownCode> {
  const reader = await browser.context.newPage();
  // Just after a crash nobody may be listening for a moment.
  await expect(() => reader.goto(`${foxden.url}/pair`)).toPass();
  const page = from === 'page' ? await openFromPage(browser, reader) : await browser.context.newPage();
  if (from === 'preferences') await page.goto('about:preferences?action=pair#sync', { waitUntil: 'commit' });
  await expect(async () => {
    // While the server comes back, Firefox shows an error that is clicked on for another try.
    if ((await dialogStatus(page)) === 'error') await dialogRetry(page);
    expect(await dialogStatus(page)).toBe('ready');
  }).toPass();
  const text = reader.getByText(/#channel_id=/);
  await expect(async () => {
    // Its picture may still be drawn.
    const buffer = await page.screenshot();
    const chosen = { name: 'code.png', mimeType: 'image/png', buffer };
    await reader.getByLabel(/screenshot of the code/i).setInputFiles(chosen);
    await expect(text).toBeVisible({ timeout: 20_000 });
  }).toPass();
  const link = await text.textContent();
  await reader.close();
  return { page, link: link! };
}

async function openFromPage(browser: Firefox, reader: Page): Promise<Page> {
  const opened = browser.context.waitForEvent('page');
  await reader.getByRole('link', { name: /show the code/i }).click();
  return opened;
}

/** What Firefox's dialog shows: loading, ready or error; null when it is not there. */
export function dialogStatus(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const frames = [...document.querySelectorAll('browser, iframe')] as HTMLIFrameElement[];
    const dialog = frames.find((frame) => frame.contentDocument?.URL.includes('fxaPairDevice'));
    return dialog?.contentDocument?.getElementById('qrWrapper')?.getAttribute('pairing-status') ?? null;
  });
}

function dialogRetry(page: Page): Promise<void> {
  return page.evaluate(() => {
    const frames = [...document.querySelectorAll('browser, iframe')] as HTMLIFrameElement[];
    const dialog = frames.find((frame) => frame.contentDocument?.URL.includes('fxaPairDevice'));
    dialog?.contentDocument?.getElementById('qrError')?.click();
  });
}

/** What a phone's app sends to the page's WebChannel listener. */
interface SentMessage {
  id: string;
  message: { command: string; data: Record<string, string>; messageId: string };
}

/** A phone that has scanned a code: our real page in a stock Firefox, and the app around it played by the test. */
export interface Phone {
  page: Page;
  /** Commands that the page has sent to the app. */
  sent(): Promise<SentMessage[]>;
  redeem: PhoneFlow['redeem'];
  state: string;
}

/** How a phone opens the page (accounts.md §7.7). `delivery`: by message (Android's as text, iOS's as object) or redirect. */
export interface PhoneOptions {
  delivery?: Delivery;
  clientId?: string;
}

/** How Firefox for iOS calls itself. */
export const iosUserAgent =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 FxiOS/153.0 Mobile';

/** Opens `/pair/supp` with a scanned link, as Firefox for Android and iOS do, and listens like them: without ever answering. */
export async function scan(browser: Firefox, foxden: Foxden, link: string, options: PhoneOptions = {}): Promise<Phone> {
  const { delivery = 'android', clientId = 'a2270f727f45f648' } = options;
  const { query, state, redeem } = await beginPhoneFlow(foxden, clientId, delivery);
  const address = new URL('/pair/supp', foxden.url);
  address.searchParams.set('entrypoint', 'pairing');
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  address.hash = new URL(link).hash;

  const page = await browser.context.newPage();
  await page.addInitScript(
    (userAgent) => {
      if (userAgent) Object.defineProperty(navigator, 'userAgent', { value: userAgent });
      const sent: unknown[] = [];
      Object.assign(window, { sentToApp: sent });
      window.addEventListener('WebChannelMessageToChrome', (event) => sent.push((event as CustomEvent).detail));
    },
    delivery === 'ios' ? iosUserAgent : '',
  );
  await page.goto(address.href);
  return {
    page,
    state,
    async sent() {
      const details = await page.evaluate(() => (window as unknown as { sentToApp: unknown[] }).sentToApp);
      const type = delivery === 'ios' ? 'object' : 'string';
      return details.map((detail) => {
        expect(typeof detail).toBe(type);
        return (typeof detail === 'string' ? JSON.parse(detail) : detail) as SentMessage;
      });
    },
    redeem,
  };
}

/**
 * What a phone's app does next (accounts.md §9.4): registers itself, gets a token for Sync and asks where its data is.
 *
 * @returns Names of the account's devices, and the address of its storage.
 */
export async function arrive(
  foxden: Foxden,
  { kid, refreshToken }: { kid: string; refreshToken: string },
  clientId = 'a2270f727f45f648',
): Promise<{ devices: string[]; storage: string }> {
  const call = async (path: string, headers: Record<string, string>, body?: object) => {
    const response = await fetch(foxden.url + path, {
      method: body ? 'POST' : 'GET',
      headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
      body: body && JSON.stringify(body),
    });
    expect(response.status, path).toBe(200);
    return response.json();
  };
  const asDevice = { Authorization: `Bearer ${refreshToken}` };
  await call('/v1/account/device', asDevice, { name: 'A phone', type: 'mobile', availableCommands: {} });
  const devices = (await call('/v1/account/devices', asDevice)) as { name: string }[];
  const grant = { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken, scope: oldsync };
  const { access_token } = (await call('/v1/oauth/token', {}, grant)) as { access_token: string };
  const asSync = { Authorization: `Bearer ${access_token}`, 'X-KeyID': kid };
  const { api_endpoint } = (await call('/token/1.0/sync/1.5', asSync)) as { api_endpoint: string };
  return { devices: devices.map(({ name }) => name), storage: api_endpoint };
}

/** Where a signed-in Firefox keeps its data. */
export function storageOf(browser: Firefox): Promise<string> {
  return browser.chrome(() => {
    const { Weave } = ChromeUtils.importESModule('resource://services-sync/main.sys.mjs');
    return Weave.Service.clusterURL.replace(/\/$/, '');
  });
}

/** The Sync key that a signed-in Firefox holds. */
export function syncKey(browser: Firefox): Promise<{ kid: string; k: string }> {
  return browser.chrome(async (scope) => {
    const { getFxAccountsSingleton } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
    const { kid, k } = await getFxAccountsSingleton().keys.getKeyForScope(scope);
    return { kid, k };
  }, oldsync);
}

/** The same link with another key: what a mistyped or tampered code is. */
export function withOtherKey(link: string): string {
  const address = new URL(link);
  const parameters = new URLSearchParams(address.hash.slice(1));
  parameters.set('channel_key', toBase64Url(fromHex('ab'.repeat(32))));
  address.hash = parameters.toString();
  return address.href;
}
