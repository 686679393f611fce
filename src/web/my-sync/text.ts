import { inLanguage } from '../language/language.ts';

/** Words of the page where people see what syncs, and what happened. */
export const english = {
  title: 'My sync',
  lead: (email: string, host: string) => `What ${host} has of ${email}, and who can get at it.`,
  signInAgain: 'Sign in again',

  glanceTitle: 'Is it syncing?',
  lastWrite: (ago: string) => `The last write reached this server ${ago}.`,
  justNow: 'Something was written to this server within the last minute.',
  noWrite: 'Nothing was ever written to this server from a Firefox of yours.',
  noWriteHelp: 'Once a Firefox is connected, its data arrives within a minute.',
  connect: 'Connect a Firefox',
  used: (used: string) => `${used} used. This server sets you no limit.`,
  usedOf: (used: string, all: string, left: string) => `${used} of ${all} used, ${left} left.`,
  full: (all: string) =>
    `All of your ${all} is used: this server refuses what would make it more. Delete something below, or ask whoever runs this server for more room.`,
  quota: 'Room that is used',

  devicesTitle: 'Devices',
  devicesLead: 'Each Firefox that syncs with this account. Its last contact is about as old as its last sync.',
  noDevices: 'No Firefox is connected yet.',
  lastContact: (ago: string) => `Last contact ${ago}`,
  neverSeen: 'No contact yet',
  sessionsTitle: 'Other sign-ins',
  sessionsLead: 'Browser tabs and apps that may use this account without syncing.',
  noSessions: 'There are none.',
  signedIn: (moment: string) => `Signed in on ${moment}`,
  from: (address: string) => `from ${address}`,
  with: (program: string) => `with ${program}`,
  signOutOthers: 'Sign out all others',
  signOutOthersQuestion:
    'Sign out everything but this one? Every other Firefox, tab and app stops syncing within seconds and asks for the password; each keeps what it has stored.',
  signOutOthersYes: 'Yes, sign them all out',
  othersOut: 'Everything but this one is signed out.',
  strangers: 'If there is one that you do not know, sign it out and change your password.',
  changePassword: 'Change password',

  collectionsTitle: 'What is stored, newest change first',
  collectionsLead: 'Names, numbers and times are all that this server can see.',
  nothingStored: 'Nothing yet.',
  entries: (count: string, isOne: boolean) => (isOne ? `${count} entry` : `${count} entries`),
  ofFirefox: 'What Firefox keeps for itself',
  links: 'More about your data',
  openData: 'See and export my data',
  openHistory: 'Take something back that was changed or deleted',
  openSend: 'Send a page to a Firefox',

  archiveTitle: 'Download everything, encrypted',
  archiveLead:
    'One file with every entry as it is stored here: a copy for safekeeping. It is encrypted, and the key is not in it: it opens only together with this account and its password. To read your data, or to take it to another browser, use the export of “See and export my data”.',
  archiveSubmit: 'Download the file',
  archiveDone: 'The file is complete. Your browser has put it where it puts downloads.',

  deleteTitle: 'Delete from this server',
  deleteLead:
    'Your devices keep what they have. They do not upload it again by themselves: only what you change from now on arrives here. To have a device upload all of it again, sign out of Sync in its settings and sign in again.',
  deleteBackups:
    'Backups that were made before still have it until they are overwritten. If you have switched on the time machine, it keeps it, too, until its days are over or you delete it there.',
  deleteWhat: 'What to delete',
  deleteNone: 'Choose what to delete first.',
  deleteConsent: 'Delete what I have chosen from this server',
  deleteConsentMissing: 'Tick the box as well, if this is what you want.',
  deleteSubmit: 'Delete',
  deleted: (names: string) => `Deleted from this server: ${names}.`,

  codesTitle: 'Recovery codes',
  codesLead: 'Each signs you in once without your phone.',
  codesLeft: (count: string, isOne: boolean) => (isOne ? `${count} code is left.` : `${count} codes are left.`),
  codesFew: 'Make new ones before they run out.',
  codesOff: 'Two-step sign-in is off, so there are none, and none are needed.',
  codesSetUp: 'Set up two-step sign-in',
  codesRenew: 'Make new recovery codes',
  codesRenewed: 'These are your recovery codes now. The older ones no longer work.',

  historyTitle: 'Security history',
  historyLead:
    'Who signed in, and what was changed that protects your account, for 180 days. Strangers who try a password are here, too.',
  noHistory: 'Nothing has happened yet.',
  showAll: (count: string) => `Show all ${count}`,
  events: {
    AccountCreated: 'Account created',
    SignIn: 'Signed in',
    SignInFailed: 'Somebody typed a wrong password',
    SignOut: 'Signed out',
    PasswordChanged: 'Password changed',
    PasswordReset: 'Forgotten password replaced',
    PasswordResetRequested: 'Somebody asked for a code to replace the password',
    EmailVerified: 'E-mail address confirmed',
    EmailChanged: 'E-mail address changed',
    TotpEnabled: 'Two-step sign-in turned on',
    TotpDisabled: 'Two-step sign-in turned off',
    TotpFailed: 'Wrong code at the second step; the password was right',
    TotpPaused: 'Second step paused after too many wrong codes',
    RecoveryCodeUsed: 'A recovery code was used',
    RecoveryCodesRenewed: 'New recovery codes made',
    RecoveryKeyCreated: 'Recovery key made',
    RecoveryKeyDeleted: 'Recovery key removed',
    DeviceAdded: 'Device connected',
    DeviceRemoved: 'Device signed out',
    AdminClaimed: 'Account made an administrator’s',
    CollectionsDeleted: 'Data deleted from this server',
    DataDownloaded: 'Encrypted data downloaded',
  } as Record<string, string>,
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('my-sync', english);
