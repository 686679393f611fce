import { expect } from '@playwright/test';
import { fetchCommands, otherDevices, sendTab } from './harness/firefox/commands.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { firstSync } from './harness/firefox/sync.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { signIn, signUp } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

const person = { email: 'Tab.Receiver@example.org', password: 'correct horse battery' };
// Foxden may send there, and nobody answers: a tab must come without push, too.
const pushHost = 'localhost:1';

test.describe('a tab that waits is opened once, whatever became of the push address', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(!hasFirefox(), 'needs firefox-esr');

  let foxden: Foxden;
  let sender: Firefox;
  let receiver: Firefox;
  test.beforeAll(async () => {
    foxden = await startFoxden('sqlite', { FOXDEN_PUSH: pushHost });
    [sender, receiver] = await Promise.all([launchFirefox(foxden.url), launchFirefox(foxden.url)]);
    await signUp(sender, person);
    await firstSync(sender);
    await signIn(receiver, person);
    await firstSync(receiver);
  });
  test.afterAll(async () => {
    await Promise.all([sender?.destroy(), receiver?.destroy()]);
    await foxden?.destroy();
  });

  const opened = (url: string) => receiver.context.pages().filter((page) => page.url() === url).length;
  // Opening the menu of devices hangs for ever in a Firefox that waits for itself.
  const refresh = () => expect(otherDevices(receiver)).resolves.toHaveLength(1);

  async function arrivesOnce(name: string) {
    const url = `${foxden.url}/?${name}`;
    await sendTab(sender, { url, title: name });
    await refresh();
    await expect
      .poll(async () => {
        await fetchCommands(receiver);
        return opened(url);
      })
      .toBe(1);
    await refresh();
    await fetchCommands(receiver);
    expect(opened(url)).toBe(1);
  }

  test('without push', () => arrivesOnce('without-push'));

  test('with an address that the browser renews', async () => {
    await subscribeAnew(receiver);
    await receiver.chrome(async () => {
      const { getFxAccountsSingleton } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
      await getFxAccountsSingleton().device.updateDeviceRegistration();
    });
    await loseSubscription(receiver);
    await arrivesOnce('renewed');
  });

  test('with an address that the browser has, and Foxden has not', async () => {
    await subscribeAnew(receiver);
    await arrivesOnce('unknown-to-foxden');
  });

  test('when a new name is given during the refresh', async () => {
    const url = `${foxden.url}/?renamed`;
    await sendTab(sender, { url, title: 'renamed' });
    await loseSubscription(receiver);
    await receiver.chrome(async () => {
      const { getFxAccountsSingleton } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
      const { device, commands } = getFxAccountsSingleton();
      const refreshing = device.refreshDeviceList({ ignoreCached: true });
      device.setLocalName('Renamed in between');
      await Promise.all([refreshing, commands.pollDeviceCommands()]);
    });
    await expect
      .poll(async () => {
        await fetchCommands(receiver);
        return opened(url);
      })
      .toBe(1);
  });
});

/** Puts a push service of the test's own into Firefox: automation has none. Each subscription has an address of its own. */
function subscribeAnew(browser: Firefox): Promise<void> {
  return browser.chrome((host) => {
    const { getFxAccountsSingleton } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
    const service = getFxAccountsSingleton()._internal.fxaPushService;
    let count = Date.now();
    let subscription: object | null = null;
    service.getSubscription = async () => subscription;
    service.unsubscribe = async () => {
      subscription = null;
      return true;
    };
    service.registerPushEndpoint = async () => {
      subscription ??= {
        endpoint: `https://${host}/wpush/${count++}`,
        isExpired: () => false,
        getKey: (name: string) => new Uint8Array(name === 'auth' ? 16 : 65).buffer,
      };
      return subscription;
    };
  }, pushHost);
}

/** As when the push service drops a subscription. */
function loseSubscription(browser: Firefox): Promise<void> {
  return browser.chrome(async () => {
    const { getFxAccountsSingleton } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
    await getFxAccountsSingleton()._internal.fxaPushService.unsubscribe();
  });
}
