import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { freePort } from '../../../testing/free-port.ts';
import { commandOf, type Edition } from './editions.ts';
import type { Privileged } from './launch.ts';
import { connectMarionette, type Marionette } from './marionette.ts';
import { createTab, type Tab } from './tab.ts';

type Prefs = Record<string, string | number | boolean>;

/** One running Firefox of any age, with a profile of its own and nothing between it and the test but remote control. */
export interface AnyFirefox extends Privileged {
  readonly edition: Edition;
  /** Opens an address in a new tab. */
  open(url: string): Promise<Tab>;
  /** Waits for a tab that Firefox opens by itself. */
  tabWith(address: RegExp): Promise<Tab>;
  /** Addresses of all tabs. */
  tabs(): Promise<string[]>;
  /** Closes it and starts it again with the same profile. */
  restart(): Promise<void>;
  /** Closes it and removes the profile. */
  destroy(): Promise<void>;
}

// Nothing that Mozilla's servers are asked for; everything else stays as a user has it.
const quiet: Prefs = {
  'remote.prefs.recommended': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.search.update': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.tabs.warnOnClose': false,
  'browser.warnOnQuit': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.update.enabled': false,
  'focusmanager.testmode': true,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'termsofuse.bypassNotification': true,
};

/**
 * Starts a Firefox with the prefs that the guide tells people to set.
 *
 * @param url - Foxden's origin; null: the prefs are not set yet.
 */
export async function startFirefox(edition: Edition, url: string | null, prefs: Prefs = {}): Promise<AnyFirefox> {
  const profile = mkdtempSync(join(tmpdir(), 'foxden-any-firefox-'));
  const port = await freePort();
  const all = {
    ...quiet,
    'marionette.port': port,
    ...(url !== null && {
      'identity.fxaccounts.autoconfig.uri': url,
      'identity.fxaccounts.allowHttp': url.startsWith('http:'),
    }),
    ...prefs,
  };
  const lines = Object.entries(all).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  let child: ChildProcess;
  let marionette: Marionette;

  async function start() {
    const [program, ...args] = commandOf(edition);
    child = spawn(
      program,
      [...args, '--headless', '--no-remote', '--marionette', '-remote-allow-system-access', '--profile', profile],
      {
        env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1', MOZ_REMOTE_ALLOW_SYSTEM_ACCESS: '1' },
        stdio: 'ignore',
      },
    );
    const { exitCode } = child;
    marionette = await connectMarionette(port, () => child.exitCode === exitCode && child.signalCode === null);
  }

  async function stop() {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode !== null || child.signalCode !== null) return;
    await marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => child.kill());
    const patience = setTimeout(() => child.kill('SIGKILL'), 120_000);
    await ended;
    clearTimeout(patience);
    marionette.close();
  }

  const chrome: Privileged['chrome'] = <R, A>(work: (argument: A) => R | Promise<R>, argument?: A) =>
    marionette.run('chrome', work, argument);
  const tabs = () =>
    chrome(() => {
      const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
      return gBrowser.browsers.map((one: { currentURI: { spec: string } }) => one.currentURI.spec) as string[];
    });

  await start();
  return {
    edition,
    chrome,
    tabs,
    async open(address) {
      const { handle } = await marionette.send<{ handle: string }>('WebDriver:NewWindow', { type: 'tab', focus: true });
      const tab = createTab(marionette, handle);
      await tab.goto(address);
      return tab;
    },
    async tabWith(address) {
      let found: Tab | undefined;
      await expect
        .poll(
          async () => {
            for (const handle of await marionette.send<string[]>('WebDriver:GetWindowHandles')) {
              const tab = createTab(marionette, handle);
              if (address.test(await tab.url().catch(() => ''))) found = tab;
            }
            return found !== undefined;
          },
          { message: `a tab with ${address}` },
        )
        .toBe(true);
      return found!;
    },
    async restart() {
      await stop();
      await start();
    },
    async destroy() {
      await stop();
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
