import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, firefox, type Page } from '@playwright/test';
import { forgetPages, watchPages } from '../evidence.ts';

const executablePath = '/usr/bin/firefox-esr';

/** True when this machine has the stock browser that the tests drive. */
export const hasFirefox = (): boolean => existsSync(executablePath);

/** A Firefox that lets tests run code inside it. */
export interface Privileged {
  /**
   * Runs a function inside Firefox with the rights of its own code (notes: only public modules are called). Argument and
   * result are JSON.
   */
  chrome<Result, Argument>(work: (argument: Argument) => Result | Promise<Result>, argument: Argument): Promise<Result>;
  chrome<Result>(work: () => Result | Promise<Result>): Promise<Result>;
}

/** One running Firefox with a profile of its own. */
export interface Firefox extends Privileged {
  readonly context: BrowserContext;
  /** Tab on about:preferences: Firefox's own settings, and where privileged code runs. */
  readonly preferences: Page;
  /** Closes the browser; the profile stays for `relaunch`. */
  close(): Promise<void>;
  /** Closes it and starts it again with the same profile. */
  relaunch(): Promise<Firefox>;
  /** Closes it and removes the profile. */
  destroy(): Promise<void>;
}

// The first two keep Firefox from asking Mozilla's servers; the others undo what automation switches off, and switch on the
// engines that wait for a country or a rollout.
const testPrefs = {
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'browser.aboutwelcome.enabled': false,
  'signon.rememberSignons': true,
  'extensions.formautofill.addresses.enabled': true,
  'extensions.formautofill.addresses.supported': 'on',
  'extensions.formautofill.creditCards.enabled': true,
  'extensions.formautofill.creditCards.supported': 'on',
  'services.sync.engine.addresses.available': true,
  'services.sync.engine.creditcards.available': true,
  'services.sync.log.appender.file.logOnError': true,
  'services.sync.log.appender.file.logOnSuccess': true,
};

/**
 * Starts Debian's Firefox, unmodified, with the prefs that the README tells people to set.
 *
 * @param url - Foxden's origin: the value of identity.fxaccounts.autoconfig.uri; undefined where the test tells Firefox otherwise.
 * @param options - `profile`: an existing profile; `prefs`: more prefs; `ignoreCertificates` for a test CA; `program`: another
 *   copy of it; `home`: another home folder.
 */
export async function launchFirefox(
  url: string | undefined,
  options: {
    profile?: string;
    prefs?: Record<string, string | number | boolean>;
    ignoreCertificates?: boolean;
    program?: string;
    home?: string;
  } = {},
): Promise<Firefox> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'foxden-firefox-'));
  const context = await firefox.launchPersistentContext(profile, {
    channel: 'moz-firefox',
    executablePath: options.program ?? executablePath,
    headless: true,
    args: ['-remote-allow-system-access'],
    env: {
      ...(process.env as Record<string, string>),
      MOZ_REMOTE_SETTINGS_DEVTOOLS: '1',
      ...(options.home && { HOME: options.home }),
    },
    ignoreHTTPSErrors: options.ignoreCertificates ?? false,
    firefoxUserPrefs: {
      ...testPrefs,
      ...(url && { 'identity.fxaccounts.autoconfig.uri': url }),
      ...(url?.startsWith('http:') && { 'identity.fxaccounts.allowHttp': true }),
      ...options.prefs,
    },
  });
  const preferences = context.pages()[0] ?? (await context.newPage());
  // The load event of this page never arrives.
  await preferences.goto('about:preferences#sync', { waitUntil: 'commit' });
  watchPages(context, () => [context]);
  const close = async () => {
    await forgetPages(context);
    await context.close();
  };
  return {
    context,
    preferences,
    chrome: <R, A>(work: (argument: A) => R | Promise<R>, argument?: A) =>
      preferences.evaluate(work as (argument: unknown) => R | Promise<R>, argument),
    close,
    async relaunch() {
      await close();
      return launchFirefox(url, { ...options, profile });
    },
    async destroy() {
      await close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
