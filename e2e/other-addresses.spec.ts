import { expect } from '@playwright/test';
import { addBookmark, listBookmarks } from './harness/firefox/bookmarks.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { firstSync, syncClean } from './harness/firefox/sync.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { signIn, signUp } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

const person = { email: 'Renate.Fuchs@example.org', password: 'correct horse battery' };

test.describe('addresses that not every client can take', () => {
  test.skip(!hasFirefox(), 'needs firefox-esr');
  const started: { destroy(): Promise<void> }[] = [];
  const start = async <T extends Foxden | Firefox>(starting: Promise<T>): Promise<T> => {
    const one = await starting;
    started.push(one);
    return one;
  };
  test.afterEach(async () => {
    for (const one of started.splice(0).reverse()) await one.destroy();
  });

  async function expectToSync(a: Firefox, b: Firefox) {
    await addBookmark(a, 'From the first', 'https://first.example/');
    await signUp(a, person);
    await firstSync(a);
    await signIn(b, person);
    await firstSync(b);
    await syncClean(b);
    expect((await listBookmarks(b)).map(({ path }) => path)).toContain('/From the first');
  }

  test('two Firefoxes sync by an IPv6 address', async () => {
    const foxden = await start(startFoxden('sqlite', {}, (port) => new URL(`http://[::1]:${port}`)));
    expect(foxden.url).toMatch(/^http:\/\/\[::1\]:/);
    await expectToSync(await start(launchFirefox(foxden.url)), await start(launchFirefox(foxden.url)));
  });

  test('two Firefoxes keep their data below a path, with accounts elsewhere', async () => {
    const accounts = await start(startFoxden('sqlite'));
    const storage = await start(
      startFoxden('sqlite', { FOXDEN_ACCOUNTS: accounts.url }, (port) => new URL(`http://localhost:${port}/apps/sync`)),
    );
    // The pref that Firefox never sets itself; the address of an account server's discovery would replace the usual one.
    const prefs = { 'services.sync.tokenServerURI': `${storage.url}/apps/sync/token/1.0/sync/1.5` };
    const [a, b] = [
      await start(launchFirefox(accounts.url, { prefs })),
      await start(launchFirefox(accounts.url, { prefs })),
    ];
    await expectToSync(a, b);
    expect(await storage.cli('stats')).toMatch(/[1-9]\d* *(?:KiB|MiB|B)/);
    const stored = a.chrome(() => {
      const { Weave } = ChromeUtils.importESModule('resource://services-sync/main.sys.mjs');
      return String(Weave.Service.clusterURL);
    });
    expect(await stored).toContain('/apps/sync/1.5/');
  });
});
