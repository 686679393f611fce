import { inLanguage } from '../language/language.ts';

/** Words that the parts of the administration share, of its door, and of the settings in force. */
export const english = {
  unlock: {
    title: 'Administration',
    lead: 'For administrators of this server. The password is asked for each time, and two-step sign-in where it is on.',
    open: 'Open',
    opening: 'Opening the administration…',
  },
  password: 'Password',
  restrictedTitle: 'This is for administrators',
  restricted:
    'Your account has no administrator’s rights on this server, so there is nothing here that it may see or do.',
  restrictedNext: 'If it should have them, ask an administrator, or whoever runs the server: foxden help user.',
  toSettings: 'Your account',
  leftTitle: 'You have left the administration',
  left: 'Its sign-in has ended, and this tab shows nothing of it any more.',
  endedTitle: 'This sign-in has ended',
  ended:
    'It was signed out elsewhere, or what the server had stored was replaced by a backup. Nothing more can be done with it.',
  openAgain: 'Open again',
  againTitle: 'Your password once more',
  again: 'You gave it more than 15 minutes ago. Whoever finds this tab open must not be able to change anything.',
  againSubmit: 'Go on',
  cancel: 'Cancel',
  as: (email: string) => `Administration, as ${email}`,
  leave: 'Leave',
  navigation: 'Parts of the administration',
  sections: {
    overview: 'Overview',
    activity: 'Activity',
    users: 'Accounts',
    backups: 'Backups',
    processes: 'Processes',
    log: 'Logs',
    settings: 'Settings',
  },
  crashes: 'Workers that ended by themselves',
  serverAway:
    'The server does not answer at the moment, as while it is being restarted or restored. This page goes on by itself when it is back.',
  tasks: {
    backup: { name: 'Backup' },
    verify: { name: 'Check of a backup' },
    restore: { name: 'Restoring' },
    'restore person': { name: 'Bringing back one person’s data' },
    restart: { name: 'Restart of the workers' },
    certificate: { name: 'Fresh certificate' },
  },
  taskRunning: (seconds: number) => `under way for ${seconds} s.`,
  taskDone: (what: string, seconds: number) => `${what}: done in ${seconds} s.`,
  taskFailed: (what: string) => `${what} failed.`,
  rows: (rows: string) => `${rows} rows.`,
  loadAgain: 'Load again',
  settingsTitle: 'In force now',
  settingsLead:
    'They come from the environment of the server and hold until it is started again. Secrets are not shown.',
  sources: { file: 'from a file', environment: 'from the environment', default: 'default' },
  secret: 'is set; it is a secret',
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('admin', english);
