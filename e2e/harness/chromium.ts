import { existsSync } from 'node:fs';
import { type Browser, chromium, type LaunchOptions } from '@playwright/test';
import { watchPages } from './evidence.ts';

const executablePath = '/usr/bin/chromium';

/** True when this machine has a Chromium that tests can drive. */
export const hasChromium = (): boolean => existsSync(executablePath);

/** Starts Debian's Chromium: a browser that is no Firefox. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], ...options });
  watchPages(browser, () => browser.contexts());
  return browser;
}
