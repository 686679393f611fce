import { expect } from '@playwright/test';
import { type AnyFirefox, startFirefox } from './firefox/any-firefox.ts';
import type { Edition } from './firefox/editions.ts';
import type { Tab } from './firefox/tab.ts';
import type { Person } from './sign-in.ts';

/** Presses the sign-in button in Firefox's own settings and waits for Foxden's page, wherever that Firefox opens it. */
export async function openSignIn(browser: AnyFirefox): Promise<Tab> {
  await browser.chrome(async () => {
    const window = Services.wm.getMostRecentWindow('navigator:browser');
    const { setTimeout } = ChromeUtils.importESModule('resource://gre/modules/Timer.sys.mjs');
    window.openTrustedLinkIn('about:preferences#sync', 'tab');
    for (let tries = 0; tries < 2000; tries++) {
      const { contentDocument } = window.gBrowser.selectedBrowser;
      const button = contentDocument?.querySelector('#noFxaSignIn');
      if (button?.getClientRects().length > 0) return button.click();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('no sign-in button in the settings');
  });
  return browser.tabWith(/[?&]context=/);
}

/** Starts a Firefox and makes it know Foxden, as the guide tells. */
export async function startConnected(edition: Edition, url: string): Promise<AnyFirefox> {
  const browser = await startFirefox(edition, url);
  if (Number.parseInt(edition.version, 10) < 153) {
    await openSignIn(browser);
    await browser.restart();
  }
  return browser;
}

/** Signs in from Firefox's settings, with an account that exists. */
export async function signIn(browser: AnyFirefox, { email, password }: Person): Promise<void> {
  const tab = await openSignIn(browser);
  await typeEmail(tab, email);
  await tab.fill('Password', password);
  await tab.press(/^Sign in$/);
  await connected(tab);
}

/** Signs up from Firefox's settings, with everything that can be synced. */
export async function signUp(browser: AnyFirefox, { email, password }: Person): Promise<void> {
  const tab = await openSignIn(browser);
  await typeEmail(tab, email);
  await tab.fill('Password', password);
  await tab.fill('Repeat password', password);
  await tab.press(/^Create account$/);
  await tab.press(/^Save and start syncing$/);
  await connected(tab);
}

/** Types the address on the first page. */
export async function typeEmail(tab: Tab, email: string): Promise<void> {
  await tab.fill('E-mail address', email);
  await tab.press(/^Continue$/);
}

/** Waits until the page says that Firefox is connected. */
export async function connected(tab: Tab): Promise<void> {
  let shown = '';
  await expect
    .poll(async () => {
      shown = await tab.text().catch(() => shown);
      return shown;
    })
    .toMatch(/is connected|account is ready/);
  await tab.close();
}
