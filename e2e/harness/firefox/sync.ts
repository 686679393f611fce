import { expect } from '@playwright/test';
import type { Privileged } from './launch.ts';

/** What Firefox itself says of its last sync (Weave.Status). */
export interface SyncStatus {
  login: string;
  service: string;
  sync: string;
  /** Engines that failed, with their reasons. */
  engines: Record<string, string>;
}

/** What a sync that went well looks like. */
export const cleanSync: SyncStatus = {
  login: 'success.login',
  service: 'success.status_ok',
  sync: 'success.sync',
  engines: {},
};

/** Syncs now, as "Sync now" in the menu does, and tells how it ended. */
export function syncNow(browser: Privileged): Promise<SyncStatus> {
  return browser.chrome(async () => {
    const { Weave } = ChromeUtils.importESModule('resource://services-sync/main.sys.mjs');
    const { setTimeout } = ChromeUtils.importESModule('resource://gre/modules/Timer.sys.mjs');
    while (Weave.Service.locked) await new Promise((resolve) => setTimeout(resolve, 100));
    const failed: Record<string, string> = {};
    const observer = {
      observe(subject: { wrappedJSObject?: unknown } | null, _topic: string, engine: string) {
        failed[engine] = String(subject);
      },
    };
    Services.obs.addObserver(observer, 'weave:engine:sync:error');
    try {
      await Weave.Service.sync({ why: 'user' });
    } finally {
      Services.obs.removeObserver(observer, 'weave:engine:sync:error');
    }
    const { login, service, sync, engines } = Weave.Status;
    return { login, service, sync, engines: { ...engines, ...failed } };
  });
}

/** Syncs now and fails the test unless Firefox says that everything went well. */
export async function syncClean(browser: Privileged): Promise<void> {
  expect(await syncNow(browser)).toEqual(cleanSync);
}

/** Waits until the first sync, which Firefox starts by itself after sign-in, has ended well. */
export async function firstSync(browser: Privileged): Promise<void> {
  await expect
    .poll(
      () =>
        browser.chrome(() => {
          const { Weave } = ChromeUtils.importESModule('resource://services-sync/main.sys.mjs');
          return (
            Weave.Status.service === 'success.status_ok' &&
            !Weave.Service.locked &&
            Services.prefs.getStringPref('services.sync.lastSync', '') !== ''
          );
        }),
      { message: 'the first sync ends well' },
    )
    .toBe(true);
}

/** What the account menu shows: not_configured, not_verified, login_failed or signed_in, and whose account. */
export function uiState(browser: Privileged): Promise<{ status: string; email: string | null }> {
  return browser.chrome(async () => {
    const { UIState } = ChromeUtils.importESModule('resource://services-sync/UIState.sys.mjs');
    await UIState.refresh();
    const { status, email } = UIState.get();
    return { status, email: email ?? null };
  });
}

/** Signs out, as the menu does; with `deleteData`, local data stays. */
export function signOut(browser: Privileged): Promise<void> {
  return browser.chrome(async () => {
    const { SyncDisconnect } = ChromeUtils.importESModule('resource://services-sync/SyncDisconnect.sys.mjs');
    await SyncDisconnect.disconnect(false);
  });
}

/** Names of the engines that are switched on. */
export function enabledEngines(browser: Privileged): Promise<string[]> {
  return browser.chrome(() => {
    const { Weave } = ChromeUtils.importESModule('resource://services-sync/main.sys.mjs');
    return Weave.Service.engineManager.getEnabled().map((engine: { name: string }) => engine.name);
  });
}
