import { inLanguage } from '../language/language.ts';

const things = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** Words of the page that shows what is stored. */
export const english = {
  title: 'My data',
  lead: 'This is what your Firefoxes have stored here, opened in this tab with your password. The server still cannot read it.',
  sections: 'What to show',
  names: {
    bookmarks: 'Bookmarks',
    history: 'History',
    passwords: 'Passwords',
    tabs: 'Open tabs',
    clients: 'Devices',
    forms: 'Form entries',
    addons: 'Add-ons',
    prefs: 'Settings',
    addresses: 'Addresses',
    creditcards: 'Payment methods',
    'extension-storage': 'Data of add-ons',
    meta: 'About this storage',
    crypto: 'Keys',
  } as Record<string, string>,
  overview: 'Overview',
  entries: (count: number) => things(count, 'entry', 'entries'),
  lastChange: (when: string) => `changed ${when}`,
  reading: (count: number, all: number) =>
    `Reading and opening… ${count.toLocaleString('en')} of ${all.toLocaleString('en')}`,
  empty: 'There is nothing here.',
  tryAgain: 'Try again',
  search: 'Search in title and address',
  found: (count: number) => things(count, 'page', 'pages'),
  visits: (count: number) => things(count, 'visit', 'visits'),
  roots: {
    toolbar: 'Bookmarks Toolbar',
    menu: 'Bookmarks Menu',
    unfiled: 'Other Bookmarks',
    mobile: 'Mobile Bookmarks',
  } as Record<string, string>,
  separator: 'Separator',
  unnamed: 'Without a name',
  tags: (tags: string[]) => `Tags: ${tags.join(', ')}`,
  keyword: (keyword: string) => `Keyword: ${keyword}`,
  folderSize: (count: number) => things(count, 'item', 'items'),
  passwordsTitle: 'Show passwords?',
  passwordsLead: 'They will be opened in this tab. Look around: whoever sees this screen can read what you uncover.',
  passwordsShow: 'Open my passwords',
  uncover: (site: string) => `Show the password for ${site}`,
  cover: (site: string) => `Hide the password for ${site}`,
  show: 'Show',
  hide: 'Hide',
  userName: 'User name',
  site: 'Site',
  password: 'Password',
  device: 'Device',
  unknownDevice: 'Unnamed device',
  name: 'Name',
  value: 'Value',
  enabled: 'on',
  disabled: 'off',
  rawLead: 'This page does not know this kind of record, so it shows them as they are.',
  problemsTitle: 'What is wrong here',
  problemsLead: 'None of this keeps Sync from working, but it may be why Firefox says that there was an error.',
  unreadable: {
    'other keys': (count: number) =>
      `${things(count, 'record was', 'records were')} locked with other keys, before a password was reset perhaps, and cannot be opened any more.`,
    malformed: (count: number) => `${things(count, 'record holds', 'records hold')} nothing that can be understood.`,
    'other id': (count: number) =>
      `${things(count, 'record says', 'records say')} inside to be another one than outside.`,
  },
  orphans: (count: number) => `${things(count, 'item lies', 'items lie')} in a folder that does not exist:`,
  unlisted: (count: number) => `${things(count, 'item is', 'items are')} missing in the order of the folder:`,
  missing: (count: number) => `Folders list ${things(count, 'item', 'items')} that nobody has:`,
  duplicates: (count: number) =>
    `${things(count, 'bookmark is', 'bookmarks are')} there more than once in the same folder:`,
  andMore: (count: number) => `and ${count.toLocaleString('en')} more`,
  exportTitle: 'Take it with you',
  exportLead: 'The files hold everything in clear. Keep them where nobody else gets at them.',
  exportBookmarks: 'Bookmarks (HTML, for any browser)',
  exportPasswords: 'Passwords (CSV, for Firefox and others)',
  exportOne: (name: string) => `${name} (JSON)`,
  exportAll: 'Everything (ZIP)',
  packing: (name: string) => `Packing: ${name}`,
  packed: (name: string) => `${name} is ready. Your browser has saved it among its downloads.`,
  readme: (host: string, email: string, day: string) =>
    `What ${email} had stored at ${host} on ${day}.\r\n\r\nbookmarks.html: any browser can import it.\r\npasswords.csv: Firefox imports it at about:logins.\r\nThe .json files hold every record of each kind as Sync has it: id, time of its last change in milliseconds,\r\nand its content ("clear"). Deleted records say so.\r\n\r\nEverything in here can be read by whoever has this file.\r\n`,
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('data', english);
