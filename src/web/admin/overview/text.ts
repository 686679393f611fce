import { inLanguage } from '../../language/language.ts';

/** Words of the overview. */
export const english = {
  statusTitle: 'This server',
  state: 'State',
  states: { starting: 'Starting', ready: 'Running', stopping: 'Stopping' },
  version: 'Version',
  newest: {
    off: (version: string) => version,
    same: (version: string) => `${version}, the newest`,
    other: (version: string, newest: string) => `${version}; the newest is ${newest}`,
    unknown: (version: string) => `${version}; what the newest is could not be found out`,
  },
  address: 'Address',
  database: 'Database',
  databases: { sqlite: 'SQLite', mariadb: 'MariaDB' },
  accounts: 'Accounts',
  startedAt: 'Started',
  workersRunning: 'Workers that serve',
  lastBackup: 'Newest backup',
  noBackup: 'None yet',
  checksTitle: 'Checks',
  checksLead: 'The same that the command foxden doctor makes, each with what to do about it.',
  allWell: 'Everything that was looked at is in order.',
  checkNames: {
    settings: 'Settings',
    'public URL': 'Public address',
    database: 'Database',
    disk: 'Disk',
    backup: 'Backup',
    clock: 'Clock',
    support: 'Security updates',
    'sign-ups': 'Sign-ups',
    address: 'Address',
    proxy: 'Proxy',
    server: 'Server',
    DNS: 'DNS',
    certificate: 'Certificate',
  },
  findingStates: { ok: 'in order', warning: 'warning', problem: 'problem' },
  fix: 'What to do:',
  checkAgain: 'Check again',
  certificateTitle: 'Certificate',
  tlsStates: {
    ok: 'The certificate is in order.',
    waiting: 'There is no certificate yet; Foxden will get one by itself.',
    failing: 'There is no fresh certificate.',
    off: 'Your own proxy in front of Foxden has the certificate, so there is nothing to look after here.',
  },
  history: 'What has happened to it',
  inService: (names: string, issuer: string) => `in service for ${names}, issued by ${issuer}`,
  until: (day: string) => `(good until ${day})`,
  names: 'Good for',
  issuer: 'Issued by',
  goodUntil: 'Good until',
  fingerprint: 'SHA-256 fingerprint',
  nextRenewal: 'Next look or renewal',
  renew: 'Get a fresh one now',
  renewQuestion:
    'Ask for a fresh certificate now? Foxden does that by itself in time; authorities allow only some each week.',
  renewYes: 'Yes, get one',
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('admin/overview', english);
