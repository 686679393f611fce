import { expect } from '@playwright/test';
import { approve, expectSameKey, linkOn, showCode, useCode } from './harness/any-pairing.ts';
import { connected, openSignIn, signIn, signUp, startConnected, typeEmail } from './harness/any-sign-in.ts';
import { recordClients } from './harness/client-table.ts';
import { type AnyFirefox, startFirefox } from './harness/firefox/any-firefox.ts';
import { addBookmark, listBookmarks } from './harness/firefox/bookmarks.ts';
import { fetchCommands, otherDevices, sendTab } from './harness/firefox/commands.ts';
import { type Edition, editionNames, findEdition, pairsByPage, takesKeys } from './harness/firefox/editions.ts';
import { firstSync, syncClean, syncNow, uiState } from './harness/firefox/sync.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { test } from './harness/test.ts';

const nameOf = ({ version, name }: Edition) => `Firefox ${version}${name === 'newest' ? '' : ' ESR'}, desktop`;

/** Every version once with each kind of partner: the installed one, and the newest. */
const pairs = editionNames
  .filter((name) => name !== 'installed')
  .map((name) => [name, name === 'newest' ? 'installed' : 'newest'] as const);

for (const [one, other] of pairs) {
  const [first, second] = [findEdition(one), findEdition(other)];
  test.describe(`Firefox ${first?.version ?? one} with ${second?.version ?? other}`, () => {
    test.describe.configure({ mode: 'serial' });
    test.skip(!first || !second, `Firefox ${first ? other : one} is not here`);

    const person = { email: 'Versions@example.org', password: 'the first password' };
    const nextPassword = 'the second password';
    let foxden: Foxden;
    let a: AnyFirefox;
    let b: AnyFirefox;

    test.beforeAll(async () => {
      foxden = await startFoxden('sqlite');
      [a, b] = await Promise.all([startConnected(first!, foxden.url), startConnected(second!, foxden.url)]);
    });
    test.afterAll(async () => {
      await Promise.all([a?.destroy(), b?.destroy()]);
      await foxden?.destroy();
    });
    const both = () => [nameOf(first!), nameOf(second!)];
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
    test.afterEach(({}, info) => recordClients(both(), info.title.split(':')[0]!, info));

    const paths = async (browser: AnyFirefox) => (await listBookmarks(browser)).map(({ path }) => path);
    async function tabsAfterFetch(browser: AnyFirefox): Promise<string[]> {
      await fetchCommands(browser);
      return browser.tabs();
    }

    test('main job: a bookmark goes from one to the other and back', async () => {
      await addBookmark(a, 'From the first', 'https://first.example/');
      await signUp(a, person);
      await firstSync(a);
      await signIn(b, person);
      await firstSync(b);
      await syncClean(b);
      expect(await paths(b)).toContain('/From the first');
      await addBookmark(b, 'From the second', 'https://second.example/');
      await syncClean(b);
      await syncClean(a);
      expect(await paths(a)).toContain('/From the second');
      await expectSameKey(a, b);
    });

    test('send tab: each opens what the other sends', async () => {
      for (const [from, to, path] of [
        [a, b, '/?to-the-second'],
        [b, a, '/?to-the-first'],
      ] as const) {
        await expect.poll(() => otherDevices(from)).toHaveLength(1);
        await sendTab(from, { url: foxden.url + path, title: 'Look at this' });
        await expect.poll(() => tabsAfterFetch(to)).toContain(foxden.url + path);
      }
    });

    test('sign in again: a signed-in Firefox leaves no second device', async () => {
      const address = await a.chrome(connectAddress);
      const tab = await a.open(address);
      await tab.fill('Password', person.password);
      await tab.press(/^Sign in$/);
      await connected(tab);
      await syncClean(a);
      await expect.poll(() => otherDevices(b)).toHaveLength(1);
      await sendTab(b, { url: `${foxden.url}/?after-all`, title: 'Still there' });
      await expect.poll(() => tabsAfterFetch(a)).toContain(`${foxden.url}/?after-all`);
    });

    test('new password: the one that changed it stays connected, the other asks for it', async () => {
      const tab = await a.open(`${foxden.url}/settings/password`);
      await tab.fill('Current password', person.password);
      await tab.fill('New password', nextPassword);
      await tab.fill('Repeat new password', nextPassword);
      await tab.press(/^Change password$/);
      await tab.see(/Your password is changed/);
      await addBookmark(a, 'After the change', 'https://changed.example/');
      await syncClean(a);
      await expect
        .poll(async () => {
          await otherDevices(b).catch(() => {});
          await syncNow(b);
          return (await uiState(b)).status;
        })
        .toBe('login_failed');
      const again = await b.open(await b.chrome(reconnectAddress));
      await again.fill('Password', nextPassword);
      await again.press(/^Sign in$/);
      await connected(again);
      await syncClean(b);
      expect(await paths(b)).toContain('/After the change');
    });

    test('pairing, version 2: the page shows the code, and takes the grant from Firefox', async () => {
      const hosts = [a, b].filter((_browser, i) => pairsByPage([first!, second!][i]!));
      test.skip(hosts.length === 0, 'neither of the two knows it');
      test.skip([first!, second!].some(takesKeys), 'one of the two signs in with a password only');
      const guest = [second!, first!].find((edition) => !pairsByPage(edition))!;
      const fresh = await startConnected(guest, foxden.url);
      try {
        const [host] = hosts as [AnyFirefox];
        const shown = await host.open(`${foxden.url}/pair`);
        await shown.press(/^show the code$/i);
        await shown.see(/Scan this code/);
        const link = await linkOn(shown);
        expect(link).toMatch(/&v=2$/);
        const tab = await openSignIn(fresh);
        await useCode(tab, link);
        await shown.press(/^approve$/i);
        await connected(tab);
        await shown.see(/both devices are connected/i);
        await firstSync(fresh);
        await expectSameKey(host, fresh);
      } finally {
        await fresh.destroy();
      }
    });

    test('pairing: a new Firefox signs in with a code, without the password', async () => {
      for (const [shows, edition] of [
        [a, second!],
        [b, first!],
      ] as const) {
        const fresh = await startConnected(edition, foxden.url);
        try {
          const tab = await openSignIn(fresh);
          if (takesKeys(edition)) {
            await tab.see(/E-mail address/);
            expect(await tab.text()).not.toMatch(/code from another firefox/i);
            continue;
          }
          const link = await showCode(shows, foxden.url);
          await useCode(tab, link);
          const shown = await approve(shows);
          await connected(tab);
          await shown.see(/both devices are connected/i);
          await firstSync(fresh);
          await expectSameKey(shows, fresh);
        } finally {
          await fresh.destroy();
        }
      }
    });
  });
}

const esr140 = findEdition('esr140');
test('a Firefox that still talks to its former account server is told so, and goes on after a restart', async () => {
  test.skip(!esr140, 'Firefox esr140 is not here');
  const person = { email: 'Former@example.org', password: 'a long password' };
  const foxden = await startFoxden('sqlite');
  const browser = await startFirefox(esr140!, foxden.url);
  try {
    const tab = await openSignIn(browser);
    await typeEmail(tab, person.email);
    await tab.fill('Password', person.password);
    await tab.fill('Repeat password', person.password);
    await tab.press(/^Create account$/);
    await tab.press(/^Save and start syncing$/);
    await tab.see(/still talks to the account server that it knew before/);
    expect(await tab.text()).not.toContain('Try again');
    await browser.restart();
    const again = await browser.open(await browser.chrome(connectAddress));
    await again.see(/Sign in again|Sign in or create/);
    if (/Sign in or create/.test(await again.text())) await typeEmail(again, person.email);
    await again.fill('Password', person.password);
    await again.press(/^Sign in$/);
    await connected(again);
    await firstSync(browser);
    expect(await uiState(browser)).toEqual({ status: 'signed_in', email: person.email });
  } finally {
    await browser.destroy();
    await foxden.destroy();
  }
});

const newest = findEdition('newest');
test.describe('services that only Mozilla runs', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!newest, 'Firefox newest is not here');
  const person = { email: 'Services@example.org', password: 'a long password' };
  let foxden: Foxden;
  let browser: AnyFirefox;
  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite');
    browser = await startConnected(newest!, foxden.url);
  });
  test.afterAll(async () => {
    await browser?.destroy();
    await foxden?.destroy();
  });

  test('are named when Firefox asks for an account for them, and Sync is not switched on in their place', async () => {
    for (const [service, name] of [
      ['relay', 'Firefox Relay'],
      ['vpn', 'Mozilla VPN'],
      ['smartwindow', 'Smart Window'],
      ['monitor', 'Mozilla Monitor'],
    ] as const) {
      const address = await browser.chrome(async (service) => {
        const { FxAccounts } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
        return FxAccounts.config.promiseConnectAccountURI(service, 'test') as Promise<string>;
      }, service);
      const tab = await browser.open(address);
      await tab.see(new RegExp(`${name} is Mozilla’s own service`));
      await tab.close();
    }
    expect((await uiState(browser)).status).toBe('not_configured');
  });

  test('get no token, and Firefox stays signed in and syncs', async () => {
    await signUp(browser, person);
    await firstSync(browser);
    const apps = 'https://identity.mozilla.com/apps/';
    for (const scope of [
      ['profile', `${apps}vpn`],
      [`${apps}smartwindow`, 'profile:uid'],
      [`${apps}relay`],
      [`${apps}monitor`],
      ['https://identity.mozilla.com/account/subscriptions'],
    ]) {
      const outcome = await browser.chrome(async (scope) => {
        const { getFxAccountsSingleton } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
        return getFxAccountsSingleton()
          .getOAuthToken({ scope })
          .then(
            () => 'a token',
            (error: Error) => `refused: ${error}`,
          ) as Promise<string>;
      }, scope);
      expect(outcome).toContain('refused');
    }
    await syncClean(browser);
    expect((await uiState(browser)).status).toBe('signed_in');
  });
});

// Run inside Firefox: the addresses that its menu opens. From 157 on the service comes first.
async function connectAddress(): Promise<string> {
  const { FxAccounts } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
  const isNew = Number.parseInt(Services.appinfo.version, 10) >= 157;
  return FxAccounts.config.promiseConnectAccountURI(...(isNew ? ['sync', 'preferences'] : ['preferences']));
}

async function reconnectAddress(): Promise<string> {
  const { FxAccounts } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
  const { config } = FxAccounts;
  if (config.promiseForceSigninURI) return config.promiseForceSigninURI('preferences');
  const isNew = Number.parseInt(Services.appinfo.version, 10) >= 157;
  return config.promiseConnectAccountURI(...(isNew ? ['sync', 'preferences'] : ['preferences']));
}
