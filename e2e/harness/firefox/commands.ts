import { expect } from '@playwright/test';
import type { Privileged } from './launch.ts';

/** Waits until every other device has told the server that it takes a command, which it does a moment after signing in. */
async function expectTakers(browser: Privileged, command: 'sendTab' | 'closeTab'): Promise<void> {
  const areTakers = () =>
    browser.chrome(async (command) => {
      const { getFxAccountsSingleton } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
      const { device, commands } = getFxAccountsSingleton();
      await device.refreshDeviceList({ ignoreCached: true });
      const name = commands[command].deviceCapability;
      const others = device.recentDeviceList.filter((one: { isCurrentDevice: boolean }) => !one.isCurrentDevice);
      const takes = (one: { availableCommands?: object }) => name in (one.availableCommands ?? {});
      return others.length > 0 && (others.every(takes) as boolean);
    }, command);
  await expect.poll(areTakers, `every other device takes ${command}`).toBe(true);
}

/** Names of the account's other devices, as the "Send tab to device" menu lists them. */
export function otherDevices(browser: Privileged): Promise<string[]> {
  return browser.chrome(async () => {
    const { getFxAccountsSingleton } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
    const { device } = getFxAccountsSingleton();
    await device.refreshDeviceList({ ignoreCached: true });
    return device.recentDeviceList
      .filter((one: { isCurrentDevice: boolean }) => !one.isCurrentDevice)
      .map((one: { name: string }) => one.name);
  });
}

/** Sends a tab to every other device; fails when Firefox says that one could not be reached. */
export async function sendTab(browser: Privileged, tab: { url: string; title: string }): Promise<void> {
  await expectTakers(browser, 'sendTab');
  await browser.chrome(async (tab) => {
    const { getFxAccountsSingleton } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
    const { device, commands } = getFxAccountsSingleton();
    const targets = device.recentDeviceList.filter((one: { isCurrentDevice: boolean }) => !one.isCurrentDevice);
    const report = await commands.sendTab.send(targets, tab);
    if (targets.length === 0 || report.failed.length > 0) {
      throw new Error(`no target, or not sent: ${report.failed.map((one: { error: unknown }) => String(one.error))}`);
    }
  }, tab);
}

/** Asks every other device to close tabs. */
export async function closeRemoteTabs(browser: Privileged, urls: string[]): Promise<void> {
  await expectTakers(browser, 'closeTab');
  await browser.chrome(async (urls) => {
    const { getFxAccountsSingleton } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
    const { device, commands } = getFxAccountsSingleton();
    for (const target of device.recentDeviceList) {
      if (!target.isCurrentDevice) await commands.closeTab.sendCloseTabsCommand(target, urls, 'flow');
    }
  }, urls);
}

/** Fetches commands that wait for this device, as "Sync now" does. */
export function fetchCommands(browser: Privileged): Promise<void> {
  return browser.chrome(async () => {
    const { getFxAccountsSingleton } = ChromeUtils.importESModule('resource://gre/modules/FxAccounts.sys.mjs');
    await getFxAccountsSingleton().commands.pollDeviceCommands();
  });
}
