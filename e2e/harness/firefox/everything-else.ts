import type { Privileged } from './launch.ts';

/** Visits pages in history, now. */
export function addHistory(browser: Privileged, pages: { url: string; title: string }[]): Promise<void> {
  return browser.chrome(async (pages) => {
    const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
    await PlacesUtils.history.insertMany(
      pages.map(({ url, title }) => ({ url, title, visits: [{ date: new Date(), transition: 1 }] })),
    );
  }, pages);
}

/** Removes a page from history. */
export function removeHistory(browser: Privileged, url: string): Promise<void> {
  return browser.chrome(async (url) => {
    const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
    await PlacesUtils.history.remove(url);
  }, url);
}

/** Title of a visited page, or null when history doesn't have it. */
export function historyTitle(browser: Privileged, url: string): Promise<string | null> {
  return browser.chrome(async (url) => {
    const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
    return (await PlacesUtils.history.fetch(url))?.title ?? null;
  }, url);
}

/** Saves a password. */
export function addLogin(browser: Privileged, origin: string, username: string, password: string): Promise<void> {
  return browser.chrome(
    async ({ origin, username, password }) => {
      const login = Cc['@mozilla.org/login-manager/loginInfo;1'].createInstance(Ci.nsILoginInfo);
      login.init(origin, origin, null, username, password, '', '');
      await Services.logins.addLoginAsync(login);
    },
    { origin, username, password },
  );
}

/** Changes a saved password. */
export function changeLogin(browser: Privileged, origin: string, password: string): Promise<void> {
  return browser.chrome(
    async ({ origin, password }) => {
      const [login] = await Services.logins.searchLoginsAsync({ origin });
      const changed = login.clone();
      changed.password = password;
      await Services.logins.modifyLoginAsync(login, changed);
    },
    { origin, password },
  );
}

/** Removes the saved passwords of an origin. */
export function removeLogins(browser: Privileged, origin: string): Promise<void> {
  return browser.chrome(async (origin) => {
    for (const login of await Services.logins.searchLoginsAsync({ origin }))
      await Services.logins.removeLoginAsync(login);
  }, origin);
}

/** Saved user names and passwords of an origin. */
export function listLogins(browser: Privileged, origin: string): Promise<{ username: string; password: string }[]> {
  return browser.chrome(async (origin) => {
    const logins = await Services.logins.searchLoginsAsync({ origin });
    return logins.map(({ username, password }: { username: string; password: string }) => ({ username, password }));
  }, origin);
}

/** Adds an entry to form history. */
export function addFormEntry(browser: Privileged, field: string, value: string): Promise<void> {
  return browser.chrome(
    async ({ field, value }) => {
      const { FormHistory } = ChromeUtils.importESModule('resource://gre/modules/FormHistory.sys.mjs');
      await FormHistory.update({ op: 'add', fieldname: field, value });
    },
    { field, value },
  );
}

/** Values of a field in form history. */
export function formEntries(browser: Privileged, field: string): Promise<string[]> {
  return browser.chrome(async (field) => {
    const { FormHistory } = ChromeUtils.importESModule('resource://gre/modules/FormHistory.sys.mjs');
    const entries = await FormHistory.search(['value'], { fieldname: field });
    return entries.map((entry: { value: string }) => entry.value);
  }, field);
}

/** Sets or reads a boolean pref that Firefox syncs. */
export function setBoolPref(browser: Privileged, name: string, value: boolean): Promise<void> {
  return browser.chrome(({ name, value }) => Services.prefs.setBoolPref(name, value), { name, value });
}

/** Reads a boolean pref. */
export function boolPref(browser: Privileged, name: string): Promise<boolean> {
  return browser.chrome((name) => Services.prefs.getBoolPref(name), name);
}

/** Tabs that other devices have sent: address and title, over all devices. */
export function remoteTabs(browser: Privileged): Promise<string[]> {
  return browser.chrome(async () => {
    const { SyncedTabs } = ChromeUtils.importESModule('resource://services-sync/SyncedTabs.sys.mjs');
    const clients = await SyncedTabs.getTabClients();
    return clients.flatMap((client: { tabs: { url: string }[] }) => client.tabs.map((tab) => tab.url));
  });
}

/** A postal address, as Firefox's form autofill keeps it. */
export const exampleAddress = {
  'given-name': 'Renate',
  'family-name': 'Fuchs',
  organization: 'Foxden',
  'street-address': '12 Den Lane',
  'address-level2': 'Berlin',
  'postal-code': '10115',
  country: 'DE',
};

/** A credit card with a number that passes the check digit. */
export const exampleCard = {
  'cc-name': 'Renate Fuchs',
  'cc-number': '4111111111111111',
  'cc-exp-month': 4,
  'cc-exp-year': 2033,
};

/** Saves an address or a card. */
export function addAutofill(browser: Privileged, kind: 'addresses' | 'creditCards', record: object): Promise<void> {
  return browser.chrome(
    async ({ kind, record }) => {
      const { formAutofillStorage } = ChromeUtils.importESModule('resource://autofill/FormAutofillStorage.sys.mjs');
      await formAutofillStorage.initialize();
      await formAutofillStorage[kind].add(record);
    },
    { kind, record },
  );
}

/** Names and cities, or names and last digits, of the saved addresses or cards. */
export function listAutofill(browser: Privileged, kind: 'addresses' | 'creditCards'): Promise<string[]> {
  return browser.chrome(async (kind) => {
    const { formAutofillStorage } = ChromeUtils.importESModule('resource://autofill/FormAutofillStorage.sys.mjs');
    await formAutofillStorage.initialize();
    const records: Record<string, string>[] = await formAutofillStorage[kind].getAll();
    return records.map((record) =>
      kind === 'addresses'
        ? `${record['given-name']} ${record['address-level2']}`
        : `${record['cc-name']} ${record['cc-number']!.slice(-4)}`,
    );
  }, kind);
}
