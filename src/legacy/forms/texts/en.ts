/** What the pages for people with Sync 1.1 say. */
export const en = {
  accountTitle: 'Your Sync account',
  accountFor: 'For accounts of Pale Moon, Basilisk and other browsers with Sync 1.1.',
  name: 'Name or mail address',
  password: 'Password',
  show: 'Show my account',
  forgotten: 'I have forgotten my password',
  howToConnect: 'How to connect a browser',
  wrong: 'Name and password do not belong together.',
  late: 'Too much time has gone by, or the password was changed. Sign in again.',
  weak: 'This password is too weak. It needs at least 8 characters, and must be neither the name of the account nor one of those that everybody tries first.',
  different: 'The two passwords differ. Nothing was changed.',
  noMail: 'This is no mail address. Nothing was changed.',
  passwordSet: 'Your new password is set. Type it in each of your browsers: they ask for it at their next sync.',
  mailSet: 'Your address is changed. In your browsers you still sign in with the address that you began with.',
  ownName: 'Name',
  ownMail: 'Address for mail',
  none: 'none',
  storedTitle: 'What is stored here',
  nothingStored: 'Nothing yet.',
  columns: { what: 'What', records: 'Records', size: 'KiB', changed: 'Last change' },
  sizeInAll: (used: number) => `${used} KiB in all.`,
  sizeOfQuota: (used: number, quota: number) => `${used} of ${quota} KiB are used.`,
  unreadable: 'The server can read none of it: it is locked with your recovery key.',
  changePassword: 'Change the password',
  newPassword: 'New password',
  length: 'at least 8 characters',
  onceMore: 'Once more',
  changeMailTitle: 'Change the address for mail',
  mail: 'Mail address',
  mailHint: 'where a link for a new password is sent',
  changeMail: 'Change the address',
  leave: 'Leave',
  toDeletion: 'Delete the account and everything stored',

  resetTitle: 'New password for Sync',
  reset: 'Type the name or mail address of your account. You get a mail with a link.',
  sendMail: 'Send the mail',
  withoutMail: 'This server sends no mail. Ask its administrator for a link to set a new password.',
  sent: 'If there is such an account, a mail is on its way.',
  sentHint: (hours: number) =>
    `The link in it is good for the next ${hours} hours. Your synced data stays as it is: it is locked with your recovery key, not with the password.`,
  setPassword: 'Set the password',
  done: 'Your new password is set.',
  doneHint: 'Type it in each of your browsers: they ask for it at their next sync.',
  noName: 'Say for whom: type the name or mail address of your account.',
  unknown: 'There is no such account. Check the name, or ask for another mail.',
  noPassword: 'Type the new password.',
  typeTwice: 'The two passwords differ. Type the same one twice.',
  wrongKey: (hours: number) =>
    `This link is good no more: it was used, or is older than ${hours} hours. Ask for another mail.`,

  deleteTitle: 'Delete a Sync account',
  deletion:
    'This deletes the account and everything that it stores on this server, for good. Your browsers keep what they have.',
  delete: 'Delete the account',
  missing: 'Something is missing. Type name and password.',
  notDeleted: 'Name and password do not belong together. Nothing was deleted.',
  deleted: 'The account is deleted, with everything that it stored here.',

  connectTitle: 'Connect with Sync 1.1',
  connect:
    'Pale Moon, Basilisk and old SeaMonkey speak the older Sync 1.1, with an account of its own that is made in the browser.',
  connectAddress: 'Open Sync’s set-up, choose a custom server and enter this address, nothing else:',
  /** `pref`: HTML. */
  connectPairing: (pref: string) => `To pair a second device by a code, set ${pref} in about:config on both first:`,
  connectAccount: 'See what is stored, change the password or delete such an account',

  tooMany: 'There were too many tries.',
  busy: 'The server is too busy at the moment.',
  wait: (minutes: number) => `Wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, then try again.`,

  captchaTitle: 'Are you human?',
  needsInvite: 'This server needs an invitation. Its administrator can give you one.',
  inviteCode: 'Code of the invitation',
  anotherPicture: 'Another picture',
  whatDoYouRead: 'What do you read?',
  proved: 'Your browser has proved that it is not used by a robot. There is nothing to type.',
};

/** What a translation of it has to have. */
export type FormTexts = typeof en;
