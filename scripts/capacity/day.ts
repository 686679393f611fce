// What is assumed of people and of Firefox. Change these figures and run `npm run capacity` again.

/** Kinds of requests that cost differently. */
export const kinds = ['get', 'records', 'post', 'tabs', 'token', 'connection'] as const;
export type Kind = (typeof kinds)[number];

/** How many of each kind. */
export type Requests = Record<Kind, number>;

export const kindNames: Record<Kind, string> = {
  get: 'GET of stamps, limits, keys or the list of devices',
  records: 'GET of 5 changed records',
  post: 'POST of 5 records of history, or as small a one',
  tabs: 'POST of the open tabs, 8 KB',
  token: 'storage token, access token, devices or commands',
  connection: 'a new connection over TLS',
};

/** Intervals of Firefox 159, in seconds, as greprefs.js and its modules have them; the names are those of the settings. */
export const firefox = {
  /** services.sync.scheduler.activeInterval: somebody is using the browser, and there are other devices. */
  activeInterval: 600,
  /** services.sync.scheduler.idleInterval: nobody has touched it for idleTime, 300 s. */
  idleInterval: 3600,
  /** 80 % of the hour that a storage token lives (sync15.md §19.1). */
  tokenInterval: 2880,
  /** A new access token (sync15.md §19.1). */
  accessTokenInterval: 21_600,
  /** The list of devices is read again in the background (accounts.md §6.3). */
  devicesInterval: 7200,
};

/** What a person's devices do in some time. Hours are those of all the person's desktops together. */
export interface Activity {
  /** Hours in which somebody uses a desktop browser. */
  active: number;
  /** Hours in which one is open and nobody uses it. */
  idle: number;
  /** Starts of a desktop browser. */
  starts: number;
  /** Syncs of a phone: at its start, after changes, and every four hours by itself (sync15.md §18). */
  phoneSyncs: number;
}

/** Two desktops and a phone on a working day, and the busiest hour of it. Assumed, not counted. */
export const day: Activity = { active: 6, idle: 10, starts: 3, phoneSyncs: 10 };
export const busyHour: Activity = { active: 0.8, idle: 0.6, starts: 0.5, phoneSyncs: 1.5 };

/** What a person has stored: bookmarks, visits of two months, and the rest. Assumed. */
export const stored = { records: 10_000, bytesOfRecord: 800 };

/** What happens in an hour of use. Assumed, not counted. */
export const use = {
  /** Times that tabs change and then rest for 5 s, which sends them (syncDelayAfterTabChange). */
  tabChanges: 15,
  /** Bookmarks, passwords and the like that are changed: each starts a sync at once (a score above 300). */
  changes: 1,
  /** Syncs that find something of another device: the next one follows after immediateInterval, 90 s. */
  incoming: 1,
  /** Share of syncs that have visited pages to send. */
  withHistory: 0.9,
};

/**
 * Counts what a person's devices send: syncs as the scheduler starts them, requests as sync15.md §19 lists them. It rather
 * counts too much: a sync that starts early delays the next one, which is left out.
 */
export function requestsOf({ active, idle, starts, phoneSyncs }: Activity): Requests {
  const activeSyncs = active * (3600 / firefox.activeInterval + use.changes + use.incoming);
  const idleSyncs = idle * (3600 / firefox.idleInterval);
  const open = active + idle;
  const syncs = activeSyncs + idleSyncs + starts + phoneSyncs;
  const quickWrites = active * use.tabChanges;
  const accounts = open * (3600 / firefox.accessTokenInterval + 3600 / firefox.devicesInterval);
  return {
    // Three in each sync; a start reads meta/global and crypto/keys and asks for the first two once more.
    get: 3 * syncs + 4 * starts,
    // Tabs and history of the other desktop, for one that comes back or only watches, and for a phone.
    records: 2 * (active * use.incoming + idleSyncs + starts + phoneSyncs),
    post: active * (3600 / firefox.activeInterval) * use.withHistory + active * use.changes + phoneSyncs,
    tabs: quickWrites + phoneSyncs,
    // A start also asks for devices, commands and the profile; a phone for its devices.
    token: open * (3600 / firefox.tokenInterval) + accounts + 4 * starts + 2 * phoneSyncs,
    // Between two syncs, and mostly between two changes of tabs, the connection has been closed.
    connection: syncs + quickWrites,
  };
}

/** How many requests these are; connections aren't any. */
export const requestCount = (counts: Requests): number =>
  kinds.reduce((sum, kind) => (kind === 'connection' ? sum : sum + counts[kind]), 0);
