import { expect, type Page } from '@playwright/test';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { iosUserAgent } from './harness/pairing.ts';
import { beginPhoneFlow, type Delivery, type PhoneFlow } from './harness/phone-flow.ts';
import { test } from './harness/test.ts';

const person = { email: 'Paula.Phone@example.org', password: 'correct horse battery' };
const androidUserAgent = 'Mozilla/5.0 (Android 16; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0';
const clients = { android: 'a2270f727f45f648', ios: '1b1a3e44c54fbb58', redirect: '3c49430b43dfba77' };

interface Sent {
  command: string;
  data: Record<string, unknown>;
  messageId: string;
}

/** The real pages in a stock Firefox, with the app around them played by the test: it answers only what phones answer (accounts.md §9.3). */
test.describe('signing in on phones', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasFirefox(), 'needs firefox-esr');

  let foxden: Foxden;
  let browser: Firefox;
  let key: { kid: string; k: string };

  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite');
    browser = await launchFirefox(foxden.url);
  });
  test.afterAll(async () => {
    await browser?.destroy();
    await foxden?.destroy();
  });

  async function open(delivery: Delivery, path = '/authorization'): Promise<{ page: Page; flow: PhoneFlow }> {
    const flow = await beginPhoneFlow(foxden, clients[delivery], delivery);
    const page = await browser.context.newPage();
    await page.addInitScript(playApp, delivery === 'ios' ? iosUserAgent : androidUserAgent);
    const query = new URLSearchParams({ action: 'email', entrypoint: 'settings', ...flow.query });
    await page.goto(`${foxden.url}${path}?${query}`);
    return { page, flow };
  }

  async function sentBy(page: Page, type: 'string' | 'object'): Promise<Sent[]> {
    const details = await page.evaluate(() => (window as unknown as { sentToApp: unknown[] }).sentToApp);
    return details.map((detail) => {
      expect(typeof detail).toBe(type);
      return (typeof detail === 'string' ? JSON.parse(detail) : detail).message as Sent;
    });
  }

  async function typePassword(page: Page) {
    await page.getByLabel('E-mail address').fill(person.email);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Password', { exact: true }).fill(person.password);
  }

  test('Android: signs up by messages as text, waiting for no answer that never comes', async () => {
    const { page, flow } = await open('android');
    await typePassword(page);
    await page.getByLabel('Repeat password').fill(person.password);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('checkbox', { name: 'History' }).uncheck();
    await page.getByRole('button', { name: 'Save and start syncing' }).click();
    await expect(page.getByRole('heading', { name: 'Your account is ready' })).toBeVisible();
    const sent = await sentBy(page, 'string');
    expect(sent.map(({ command }) => command)).toEqual([
      'fxaccounts:fxa_status',
      'fxaccounts:can_link_account',
      'fxaccounts:login',
      'fxaccounts:oauth_login',
    ]);
    const { data } = sent.at(-1)!;
    expect(data).toMatchObject({ action: 'signup', state: flow.state, declinedSyncEngines: ['history'] });
    key = await flow.redeem(String(data.code));
  });

  test('iOS: signs in by messages as objects with numeric ids, and gets the same key', async () => {
    const { page, flow } = await open('ios');
    await typePassword(page);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'This Firefox is connected' })).toBeVisible();
    const sent = await sentBy(page, 'object');
    for (const { messageId } of sent) expect(messageId).toMatch(/^\d+$/);
    const link = sent.find(({ command }) => command === 'fxaccounts:can_link_account');
    expect(link?.data).toEqual({ email: person.email, uid: expect.stringMatching(/^[0-9a-f]{32}$/) });
    const { data } = sent.at(-1)!;
    expect(data).toMatchObject({ action: 'signin', state: flow.state });
    const { kid, k } = await flow.redeem(String(data.code));
    expect({ kid, k }).toEqual({ kid: key.kid, k: key.k });
  });

  test('an app without messages gets its code at its redirect address', async () => {
    const { page, flow } = await open('redirect');
    await typePassword(page);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/oauth\/success\//);
    const parameters = new URL(page.url()).searchParams;
    expect(parameters.get('state')).toBe(flow.state);
    expect((await flow.redeem(parameters.get('code')!)).kid).toBe(key.kid);
    expect(await sentBy(page, 'string')).toEqual([]);
  });

  test('signing in again asks for the password of the same account only', async () => {
    const flow = await beginPhoneFlow(foxden, clients.android, 'android');
    const page = await browser.context.newPage();
    await page.addInitScript(playApp, androidUserAgent);
    const query = new URLSearchParams({ ...flow.query, email: person.email });
    await page.goto(`${foxden.url}/oauth/force_auth?${query}`);
    await expect(page.getByLabel('E-mail address')).toHaveValue(person.email);
    await expect(page.getByLabel('E-mail address')).not.toBeEditable();
    await page.getByLabel('Password', { exact: true }).fill(person.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'This Firefox is connected' })).toBeVisible();
    const { data } = (await sentBy(page, 'string')).at(-1)!;
    expect((await flow.redeem(String(data.code))).kid).toBe(key.kid);
  });
});

/** Runs in the page before its scripts: takes its messages and answers as the apps do (accounts.md §9.3). */
function playApp(userAgent: string) {
  Object.defineProperty(navigator, 'userAgent', { value: userAgent });
  const sent: unknown[] = [];
  Object.assign(window, { sentToApp: sent });
  const engines = ['bookmarks', 'history', 'passwords', 'tabs'];
  const answers: Record<string, object> = {
    'fxaccounts:fxa_status': { signedInUser: null, capabilities: { engines, choose_what_to_sync: true } },
    'fxaccounts:can_link_account': { ok: true },
  };
  // The Firefox that plays the phone must not hear the messages: it would answer as a desktop.
  const dispatch = window.dispatchEvent.bind(window);
  window.dispatchEvent = (event) => {
    if (event.type !== 'WebChannelMessageToChrome') return dispatch(event);
    const { detail } = event as CustomEvent;
    sent.push(detail);
    const { message } = typeof detail === 'string' ? JSON.parse(detail) : detail;
    const data = answers[message.command];
    if (!data) return true;
    const answer = { id: 'account_updates', message: { command: message.command, messageId: message.messageId, data } };
    setTimeout(() => dispatch(new CustomEvent('WebChannelMessageToContent', { detail: JSON.stringify(answer) })));
    return true;
  };
}
