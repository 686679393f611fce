import { inLanguage } from '../../language/language.ts';

/** Words about archives. */
export const english = {
  backupsTitle: 'Archives',
  backupsLead:
    'Each is one encrypted file with the whole database and the keys. Who has the file and its passphrase has everything.',
  backupsFolder: (folder: string) => `They lie in ${folder} on the server.`,
  noBackups: 'There are no backups in this folder yet.',
  backUpNow: 'Make a backup now',
  backUpQuestion: 'Make a backup now? The server goes on meanwhile.',
  backUpYes: 'Yes, make one',
  verify: 'Check',
  verifyOf: (name: string) => `Check ${name}`,
  verifyQuestion: 'Read this backup from end to end, to see that it is whole?',
  verifyYes: 'Yes, check it',
  download: 'Download',
  downloadOf: (name: string) => `Download ${name}`,
  downloadQuestion: 'Save this backup on this computer? It stays encrypted; keep its passphrase elsewhere.',
  downloadYes: 'Yes, download it',
  restore: 'Put this backup back',
  restoreLead:
    'Everything that this server stores is replaced by what it was then: accounts, passwords, sync data, keys. What is there now is saved first as a backup of its own. The server pauses meanwhile; afterwards every Firefox compares what it has with the server. Your sign-in here ends, too, unless it is older than the backup.',
  restoreConsent: 'I want to replace everything by this backup',
  restoreConsentMissing: 'Tick the box first, if this is what you want.',
  passphrase: 'Passphrase',
  passphraseHint: 'Only for a backup of another server; leave it empty for one of this server.',
  restoreSubmit: 'Replace everything',
  restorePerson: 'Bring back one person’s data',
  restorePersonLead:
    'What this account has synced becomes what it was then; nobody else, no password and no key is touched. What is there now is saved first as a backup of its own. Its browsers compare what they have with it at the next sync, and add what it lacks.',
  restoreWhose: 'Whose',
  restoreWhat: 'What',
  restoreAllOfIt: 'everything',
  restorePersonSubmit: 'Bring it back',
  nobody: 'Nobody has an account yet.',
  collections: {
    bookmarks: 'bookmarks',
    history: 'history',
    passwords: 'passwords',
    forms: 'form entries',
    prefs: 'settings',
    addons: 'add-ons',
    tabs: 'open tabs',
    addresses: 'addresses',
    creditcards: 'payment methods',
  },
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('admin/backups', english);
