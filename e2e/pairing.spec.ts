import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './harness/accessibility.ts';
import { type BreakableNetwork, startBreakableNetwork } from './harness/breakable-network.ts';
import { addBookmark, listBookmarks } from './harness/firefox/bookmarks.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { firstSync, syncClean, uiState } from './harness/firefox/sync.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import {
  arrive,
  dialogStatus,
  type Phone,
  scan,
  showCode,
  storageOf,
  syncKey,
  withOtherKey,
} from './harness/pairing.ts';
import { openSignIn, signUp } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

const person = { email: 'Pia.Paar@example.org', password: 'correct horse battery' };
const androidUserAgent = 'Mozilla/5.0 (Android 16; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0';

test.describe('pairing with stock Firefoxes', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasFirefox(), 'needs firefox-esr');

  let foxden: Foxden;
  /** Signed in; shows codes. */
  let desktop: Firefox;
  /** Plays the phone, over a network of its own. */
  let phones: Firefox;
  let network: BreakableNetwork;

  test.beforeAll(async () => {
    [foxden, network] = await Promise.all([startFoxden('sqlite'), startBreakableNetwork()]);
    [desktop, phones] = await Promise.all([
      launchFirefox(foxden.url),
      launchFirefox(foxden.url, { prefs: { ...network.prefs, 'general.useragent.override': androidUserAgent } }),
    ]);
    await signUp(desktop, person);
    await firstSync(desktop);
  });
  test.afterAll(async () => {
    await Promise.all([desktop?.destroy(), phones?.destroy()]);
    network?.close();
    await foxden?.destroy();
  });

  const heading = (page: Page, name: RegExp) => expect(page.getByRole('heading', { name })).toBeVisible();
  const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).click();

  /** The approval page shows who asks. */
  async function expectAsked(page: Page) {
    await heading(page, /let this device/i);
    await expect(page.getByText('Firefox on Android')).toBeVisible();
    await expect(page.getByText('127.0.0.1')).toBeVisible();
  }

  /** The phone shows whose account it is. */
  async function expectOffered({ page }: Phone) {
    await heading(page, /sign in to this account/i);
    await expect(page.getByText(person.email)).toBeVisible();
  }

  /** The app around the phone's page has got the code, and with it the Sync key of the account. */
  async function expectGrant(phone: Phone) {
    await heading(phone.page, /is connected/i);
    const [login, ...more] = await phone.sent();
    expect(more).toEqual([]);
    expect(login).toMatchObject({
      id: 'account_updates',
      message: {
        command: 'fxaccounts:oauth_login',
        data: {
          action: 'pairing',
          state: phone.state,
          redirect: 'urn:ietf:wg:oauth:2.0:oob:oauth-redirect-webchannel',
        },
      },
    });
    const granted = await phone.redeem(login!.message.data.code!);
    expect({ kid: granted.kid, k: granted.k }).toEqual(await syncKey(desktop));
    return granted;
  }

  test('approve first, then confirm: the phone gets the account and its keys', async () => {
    const { page, link } = await showCode(desktop, foxden);
    const phone = await scan(phones, foxden, link);
    await expectOffered(phone);
    expect(phone.page.url()).not.toContain('channel_key');
    await expectAsked(page);
    await expectAccessible(phone.page);
    await expectAccessible(page);
    await press(page, /^approve$/i);
    await heading(page, /now confirm on the other device/i);
    await press(phone.page, /yes, sign in/i);
    const { devices, storage } = await arrive(foxden, await expectGrant(phone));
    expect(devices).toHaveLength(2);
    expect(devices).toContain('A phone');
    expect(storage).toBe(await storageOf(desktop));
    await heading(page, /both devices are connected/i);
    await Promise.all([page.close(), phone.page.close()]);
  });

  test('confirm first, then approve; iOS gets its message as an object', async () => {
    const { page, link } = await showCode(desktop, foxden);
    const phone = await scan(phones, foxden, link, { delivery: 'ios', clientId: '1b1a3e44c54fbb58' });
    await expectOffered(phone);
    await press(phone.page, /yes, sign in/i);
    await heading(phone.page, /now approve on the other device/i);
    await expectAsked(page);
    await press(page, /^approve$/i);
    await expectGrant(phone);
    await heading(page, /both devices are connected/i);
    await Promise.all([page.close(), phone.page.close()]);
  });

  test('an app that waits at its redirect address gets the code there', async () => {
    const { page, link } = await showCode(desktop, foxden);
    const phone = await scan(phones, foxden, link, { delivery: 'redirect' });
    await expectOffered(phone);
    await press(phone.page, /yes, sign in/i);
    await press(page, /^approve$/i);
    await phone.page.waitForURL(/\/oauth\/success\/a2270f727f45f648\?code=[0-9a-f]{64}&state=/);
    const target = new URL(phone.page.url());
    expect(target.searchParams.get('state')).toBe(phone.state);
    const { kid } = await phone.redeem(target.searchParams.get('code')!);
    expect(kid).toBe((await syncKey(desktop)).kid);
    await heading(page, /both devices are connected/i);
    await Promise.all([page.close(), phone.page.close()]);
  });

  test('refused on the signed-in Firefox: the phone is told and gets nothing', async () => {
    const { page, link } = await showCode(desktop, foxden);
    const phone = await scan(phones, foxden, link);
    await expectOffered(phone);
    await expectAsked(page);
    await press(page, /^refuse$/i);
    await heading(page, /refused/i);
    await expect(phone.page.getByRole('alert')).toContainText(/somebody refused/i);
    expect(await phone.sent()).toEqual([]);
    await phone.page.close();
    // The way out that the page offers: Firefox opens its dialog with a fresh code in the same tab.
    await press(page, /show a new code/i);
    await expect.poll(() => dialogStatus(page)).toBe('ready');
    await page.close();
  });

  test('cancelled on the phone: the signed-in Firefox is told', async () => {
    const { page, link } = await showCode(desktop, foxden);
    const phone = await scan(phones, foxden, link);
    await expectOffered(phone);
    await expectAsked(page);
    await press(phone.page, /cancel/i);
    await heading(phone.page, /cancelled/i);
    await heading(page, /was not connected/i);
    await Promise.all([page.close(), phone.page.close()]);
  });

  test('a wrong code is refused on both sides', async () => {
    const { page, link } = await showCode(desktop, foxden);
    const phone = await scan(phones, foxden, withOtherKey(link));
    await expect(phone.page.getByRole('alert')).toContainText(/does not fit/i);
    await expect.poll(() => dialogStatus(page)).toBe('error');
    await Promise.all([page.close(), phone.page.close()]);
  });

  test('an old code is refused', async () => {
    const { page, link } = await showCode(desktop, foxden);
    await page.close();
    await expect(async () => {
      const phone = await scan(phones, foxden, link);
      await expect(phone.page.getByRole('alert')).toContainText(/used up, too old/i, { timeout: 20_000 });
      await phone.page.close();
    }).toPass();
  });

  test('a third device is sent away and disturbs nobody', async () => {
    const { page, link } = await showCode(desktop, foxden);
    const phone = await scan(phones, foxden, link);
    await expectOffered(phone);
    const third = await scan(phones, foxden, link);
    await expect(third.page.getByRole('alert')).toContainText(/another device is using this code/i);
    await third.page.close();
    await press(page, /^approve$/i);
    await press(phone.page, /yes, sign in/i);
    await expectGrant(phone);
    await heading(page, /both devices are connected/i);
    await Promise.all([page.close(), phone.page.close()]);
  });

  test("the phone's network is cut in the middle: both sides are told, and a fresh code works", async () => {
    const { page, link } = await showCode(desktop, foxden);
    const phone = await scan(phones, foxden, link);
    await expectOffered(phone);
    await expectAsked(page);
    network.cut();
    await expect(phone.page.getByRole('alert')).toContainText(/connection was lost/i);
    await heading(page, /was not connected/i);
    expect(await phone.sent()).toEqual([]);
    network.mend();
    await Promise.all([page.close(), phone.page.close()]);
    const again = await showCode(desktop, foxden);
    const next = await scan(phones, foxden, again.link);
    await expectOffered(next);
    await press(again.page, /^approve$/i);
    await press(next.page, /yes, sign in/i);
    await expectGrant(next);
    await Promise.all([again.page.close(), next.page.close()]);
  });

  test('the server dies in the middle: both sides are told, and a fresh code works at once', async () => {
    const { page, link } = await showCode(desktop, foxden);
    const phone = await scan(phones, foxden, link);
    await expectOffered(phone);
    await expectAsked(page);
    for (const worker of foxden.workers()) process.kill(worker, 'SIGKILL');
    await expect(phone.page.getByRole('alert')).toContainText(/connection was lost/i);
    await heading(page, /was not connected/i);
    await Promise.all([page.close(), phone.page.close()]);
    const again = await showCode(desktop, foxden);
    const next = await scan(phones, foxden, again.link);
    await expectOffered(next);
    await press(next.page, /yes, sign in/i);
    await press(again.page, /^approve$/i);
    await expectGrant(next);
    await Promise.all([again.page.close(), next.page.close()]);
  });

  test('nothing of a code or its use was logged', async () => {
    const folder = join(foxden.dataDir, 'logs');
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(files.join('')).toContain('/v1/oauth/token');
    for (const text of [foxden.output(), ...files]) {
      expect(text).not.toMatch(/channel_key|channel_id|\/v1\/ws\/[\w-]{22}|code_challenge|keys_jwk/);
    }
  });
});

test.describe('desktop to desktop', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasFirefox(), 'needs firefox-esr');

  let foxden: Foxden;
  let first: Firefox;
  let second: Firefox;
  let third: Firefox;
  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite');
    [first, second] = await Promise.all([launchFirefox(foxden.url), launchFirefox(foxden.url)]);
    await signUp(first, person);
    await firstSync(first);
  });
  test.afterAll(async () => {
    await Promise.all([first?.destroy(), second?.destroy(), third?.destroy()]);
    await foxden?.destroy();
  });

  /** Both sides agree, and the new Firefox is signed in with the same Sync key. */
  async function expectPaired(page: Page, shown: Page, browser: Firefox) {
    await expect(page.getByText(person.email)).toBeVisible();
    await page.getByRole('button', { name: /yes, sign in/i }).click();
    await expect(shown.getByText(/firefox on linux/i)).toBeVisible();
    await shown.getByRole('button', { name: /^approve$/i }).click();
    await expect(page.getByRole('heading', { name: /is connected/i })).toBeVisible();
    await expect(shown.getByRole('heading', { name: /both devices are connected/i })).toBeVisible();
    await firstSync(browser);
    expect(await uiState(browser)).toEqual({ status: 'signed_in', email: person.email });
    expect(await syncKey(browser)).toEqual(await syncKey(first));
  }

  test('a second stock Firefox signs in with a code, without a password, and then syncs a bookmark', async () => {
    await addBookmark(first, 'Before pairing', 'https://before.example/');
    await syncClean(first);
    const page = await openSignIn(second);
    await page.getByRole('link', { name: /code from another firefox/i }).click();
    const code = page.getByLabel(/code as text/i);
    await expect(code).toBeVisible();
    await expectAccessible(page);
    await code.fill('https://elsewhere.example/pair#nothing');
    await page.getByRole('button', { name: /use this code/i }).click();
    await expect(page.getByText(/no pairing code in this/i)).toBeVisible();
    const shown = await showCode(first, foxden, 'page');
    await code.fill(shown.link);
    await page.getByRole('button', { name: /use this code/i }).click();
    await expectPaired(page, shown.page, second);
    await syncClean(second);
    expect((await listBookmarks(second)).map(({ path }) => path)).toContain('/Before pairing');
    await addBookmark(second, 'After pairing', 'https://after.example/');
    await syncClean(second);
    await syncClean(first);
    expect((await listBookmarks(first)).map(({ path }) => path)).toContain('/After pairing');
    await second.destroy();
  });

  test('a link that was sent to another computer says what to do, and can be used there at once', async () => {
    third = await launchFirefox(foxden.url);
    const { page: shown, link } = await showCode(first, foxden);
    const stranger = await third.context.newPage();
    await stranger.goto(link);
    await expect(stranger.getByRole('heading', { name: /scanned a firefox code/i })).toBeVisible();
    await expect(stranger.getByText(link)).toBeVisible();
    expect(stranger.url()).toBe(`${foxden.url}/pair`);
    await stranger.close();
    // Once a sign-in has been begun there, Firefox listens to our pages.
    const page = await openSignIn(third);
    await page.goto(link);
    await page.getByRole('link', { name: /sign in this firefox/i }).click();
    await expectPaired(page, shown, third);
  });
});
