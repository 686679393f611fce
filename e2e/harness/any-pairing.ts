import { expect } from '@playwright/test';
import type { AnyFirefox } from './firefox/any-firefox.ts';
import type { Tab } from './firefox/tab.ts';

/** Lets a signed-in Firefox show its code (version 1), and reads the link in it on our own page, as from a screenshot. */
export async function showCode(browser: AnyFirefox, origin: string): Promise<string> {
  const reader = await browser.open(`${origin}/pair`);
  const picture = await browser.chrome(async () => {
    const window = Services.wm.getMostRecentWindow('navigator:browser');
    const { setTimeout } = ChromeUtils.importESModule('resource://gre/modules/Timer.sys.mjs');
    window.openTrustedLinkIn('about:preferences?action=pair#sync', 'tab');
    for (let tries = 0; tries < 2000; tries++) {
      const frames = window.gBrowser.selectedBrowser.contentDocument?.querySelectorAll('browser, iframe') ?? [];
      for (const frame of frames) {
        if (!frame.contentDocument?.URL.includes('fxaPairDevice')) continue;
        if (frame.contentDocument.getElementById('qrWrapper')?.getAttribute('pairing-status') !== 'ready') continue;
        const { backgroundImage } = frame.contentDocument.getElementById('qrContainer').style;
        return backgroundImage.slice(5, -2) as string;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('Firefox shows no code');
  });
  await reader.see(/screenshot of the code/i);
  await reader.run(givePicture, picture);
  await reader.see(/#channel_id=/);
  const link = await linkOn(reader);
  await reader.close();
  return link;
}

/** The link that a page shows as text. */
export function linkOn(tab: Tab): Promise<string> {
  return tab.run(() => {
    const texts = [...document.querySelectorAll('body *')].map((element) => element.textContent ?? '');
    return texts.find((text) => /^https?:\S+#channel_id=[\w-]{22}&channel_key=[\w-]{43}(&v=2)?$/.test(text))!;
  });
}

/** On the new Firefox: pastes the link into the page that signs in with a code. */
export async function useCode(tab: Tab, link: string): Promise<void> {
  await tab.press(/code from another firefox/i);
  await tab.fill('The code as text', link);
  await tab.press(/use this code/i);
  await tab.press(/yes, sign in/i);
}

/** On the signed-in Firefox: lets the new one in. */
export async function approve(browser: AnyFirefox): Promise<Tab> {
  const tab = await browser.tabWith(/\/oauth\?/);
  await tab.press(/^approve$/i);
  return tab;
}

/** The Sync key that a signed-in Firefox holds. */
export async function expectSameKey(...browsers: AnyFirefox[]): Promise<void> {
  const keys = await Promise.all(
    browsers.map((browser) =>
      browser.chrome(async () => {
        const { getFxAccountsSingleton } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
        const scope = 'https://identity.mozilla.com/apps/oldsync';
        const { kid, k } = await getFxAccountsSingleton().keys.getKeyForScope(scope);
        return `${kid} ${k}`;
      }),
    ),
  );
  expect(new Set(keys).size).toBe(1);
}

// Runs in the page: chooses a picture as a person would in the file dialog.
async function givePicture(dataUrl: string): Promise<void> {
  const [head, data] = dataUrl.split(',') as [string, string];
  const bytes = head.endsWith('base64') ? atob(data) : decodeURIComponent(data);
  const file = new File([Uint8Array.from(bytes, (one) => one.charCodeAt(0))], 'code', {
    type: /[\w/+]+(?=;|$)/.exec(head.slice(5))![0],
  });
  const transfer = new DataTransfer();
  transfer.items.add(file);
  const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
