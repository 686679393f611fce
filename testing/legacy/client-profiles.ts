/** What differs between clients of Sync 1.1 on the wire (sync11.md §4.1, §4.2). */
export interface ClientProfile {
  name: string;
  userAgent: string;
  /** Told as `?v=` once a day. */
  version: string;
  /** Engines in the order in which they are synced, and how each reads and writes. */
  engines: EngineProfile[];
}

/** One kind of data (sync11.md §4.4). */
export interface EngineProfile {
  name: string;
  version: number;
  /** Added to reads. */
  query?: string;
  /** Seconds that its records live. */
  ttl?: number;
  /** Makes an id as this engine has them. */
  makesGuids?: boolean;
  hasSortindex?: boolean;
}

const day = 86_400;

const bookmarks = { name: 'bookmarks', version: 2, query: '&sort=index', hasSortindex: true };
const forms = { name: 'forms', version: 1, ttl: 60 * day };
const history = { name: 'history', version: 1, query: '&sort=index&limit=5000', ttl: 60 * day, hasSortindex: true };
const passwords = { name: 'passwords', version: 1, makesGuids: true };
const prefs = { name: 'prefs', version: 2 };
const tabs = { name: 'tabs', version: 1, ttl: 7 * day };
const addons = { name: 'addons', version: 1 };

/** Pale Moon as of October 2024. */
export const paleMoon: ClientProfile = {
  name: 'Pale Moon 2024',
  userAgent: 'Pale Moon/33.4.0 FxSync/1.54.1.20241010000000.desktop',
  version: '1.54.1',
  engines: [tabs, bookmarks, forms, history, passwords, prefs],
};

/** Firefox as of September 2012. */
export const oldFirefox: ClientProfile = {
  name: 'Firefox 2012',
  userAgent: 'Firefox/15.0.1 FxSync/1.17.0.20120905151427.desktop',
  version: '1.17.0',
  engines: [addons, bookmarks, forms, history, passwords, prefs, tabs],
};
