import type { Privileged } from './launch.ts';

/** What Firefox has offered to save. */
export interface OfferedLogin {
  /** `save`: a new one; `change`: another password for one that it has. */
  kind: 'save' | 'change';
  username: string;
  password: string;
}

interface Hearing {
  offeredLogins?: OfferedLogin[];
}

/**
 * Begins to listen to what Firefox's password manager asks people to save. What it only keeps behind the key in the address bar, as
 * it does with each letter that is typed, doesn't count.
 */
export function hearOffers(browser: Privileged): Promise<void> {
  return browser.chrome(() => {
    const heard: OfferedLogin[] = [];
    (globalThis as Hearing).offeredLogins = heard;
    const isAsked = () => {
      const window = Services.wm.getMostRecentWindow('navigator:browser');
      return window.gBrowser.browsers.some((tab: unknown) => {
        const notification = window.PopupNotifications.getNotification('password', tab);
        return notification !== null && !notification.dismissed;
      });
    };
    const observer = {
      observe(subject: { QueryInterface(type: unknown): { username: string; password: string } }, topic: string) {
        const { username, password } = subject.QueryInterface(Ci.nsILoginInfo);
        if (isAsked()) heard.push({ kind: topic.endsWith('save') ? 'save' : 'change', username, password });
      },
    };
    for (const kind of ['save', 'change']) Services.obs.addObserver(observer, `passwordmgr-prompt-${kind}`);
  });
}

/** What it has offered so far. */
export function offers(browser: Privileged): Promise<OfferedLogin[]> {
  return browser.chrome(() => (globalThis as Hearing).offeredLogins ?? []);
}
