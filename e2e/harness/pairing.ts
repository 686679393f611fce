import { expect, type Page } from '@playwright/test';
import { fromHex, toBase64Url, utf8 } from '../../src/crypto/client/bytes.ts';
import { decryptKeys } from '../../src/crypto/client/keys-jwe.ts';
import type { Firefox } from './firefox/launch.ts';
import type { Foxden } from './foxden.ts';

const oldsync = 'https://identity.mozilla.com/apps/oldsync';

/** Firefox's own dialog with a code, in a tab of the signed-in Firefox. */
export interface ShownCode {
  /** The tab; after the code was scanned, Firefox opens the approval page in it. */
  page: Page;
  /** The link that the QR code holds, as our own page reads it from a screenshot. */
  link: string;
}

/** Lets a signed-in Firefox show its code in about:preferences, and reads it as a person would: from a screenshot. */
export async function showCode(browser: Firefox, foxden: Foxden): Promise<ShownCode> {
  const page = await browser.context.newPage();
  await page.goto('about:preferences?action=pair#sync', { waitUntil: 'commit' });
  await expect(async () => {
    // While the server comes back, Firefox shows an error that is clicked on for another try.
    if ((await dialogStatus(page)) === 'error') await dialogRetry(page);
    expect(await dialogStatus(page)).toBe('ready');
  }).toPass();
  const screenshot = await page.screenshot();
  const reader = await browser.context.newPage();
  await reader.goto(`${foxden.url}/pair`);
  await reader
    .getByLabel(/screenshot of the code/i)
    .setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: screenshot });
  const link = await reader.getByText(/#channel_id=/).textContent();
  await reader.close();
  return { page, link: link! };
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
  /** Exchanges the grant as the app would; returns the Sync key that it got. */
  redeem(code: string): Promise<{ kid: string; k: string; refreshToken: string }>;
  state: string;
}

/** How a phone opens the page (accounts.md §7.7). `delivery`: by message (Android's as text, iOS's as object) or redirect. */
export interface PhoneOptions {
  delivery?: 'android' | 'ios' | 'redirect';
  clientId?: string;
}

const iosUserAgent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 FxiOS/153.0 Mobile';

/** Opens `/pair/supp` with a scanned link, as Firefox for Android and iOS do, and listens like them: without ever answering. */
export async function scan(browser: Firefox, foxden: Foxden, link: string, options: PhoneOptions = {}): Promise<Phone> {
  const { delivery = 'android', clientId = 'a2270f727f45f648' } = options;
  const verifier = toBase64Url(crypto.getRandomValues(new Uint8Array(43)));
  const challenge = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(verifier)));
  const keys = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const jwk = await crypto.subtle.exportKey('jwk', (keys as CryptoKeyPair).publicKey);
  const state = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  const address = new URL('/pair/supp', foxden.url);
  const query = {
    entrypoint: 'pairing',
    service: 'sync',
    client_id: clientId,
    scope: `profile ${oldsync} https://identity.mozilla.com/tokens/session`,
    state,
    code_challenge_method: 'S256',
    code_challenge: toBase64Url(challenge),
    access_type: 'offline',
    keys_jwk: toBase64Url(utf8(JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }))),
    ...(delivery === 'redirect'
      ? { redirect_uri: `${foxden.url}/oauth/success/${clientId}` }
      : { context: 'oauth_webchannel_v1' }),
  };
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
    async redeem(code) {
      const response = await fetch(`${foxden.url}/v1/oauth/token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ client_id: clientId, code, code_verifier: verifier }),
      });
      expect(response.status).toBe(200);
      const tokens = (await response.json()) as { keys_jwe: string; refresh_token: string };
      const opened = await decryptKeys(tokens.keys_jwe, (keys as CryptoKeyPair).privateKey);
      return { kid: opened[oldsync]!.kid, k: opened[oldsync]!.k, refreshToken: tokens.refresh_token };
    },
  };
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
