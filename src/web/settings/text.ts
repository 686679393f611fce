import { inLanguage } from '../language/language.ts';

/** Words of the settings. */
export const english = {
  title: 'Your account',
  signInTitle: 'Sign in to your account',
  signInLead:
    'In a Firefox that syncs with this server your account opens by itself. In any other browser sign in with your password; the browser forgets it when the tab is closed.',
  signIn: 'Sign in',
  howTo: 'How to connect Firefox',
  byFirefox: 'Signed in by this Firefox',
  byTab: 'Signed in for this tab only',
  signOut: 'Sign out',
  signOutFirefox: 'Sign this Firefox out',
  signOutFirefoxConfirm: 'Sign this Firefox out? It stops syncing; what it has stored stays on this computer.',
  signOutTabConfirm: 'Sign out in this tab? Firefoxes that sync go on.',
  signedOutTitle: 'You are signed out',
  signedOut: 'Your data stays on your devices and, encrypted, on the server.',
  signedOutFirefox:
    'To connect this Firefox again, open its menu ☰ and choose “Sign in”. A sign-in on this page would be good for this tab only.',
  clientsTitle: 'Devices and apps',
  clientsLead:
    'Everything that is signed in to your account. Sign out what you do not know, and change your password then.',
  noClients: 'No Firefox is connected yet. Tell yours where this server is, then sign in from its menu.',
  thisOne: 'This one',
  lastActive: (when: string) => `Last active ${when}`,
  neverActive: 'Not active yet',
  unnamed: 'Unnamed device',
  kinds: { desktop: 'Computer', mobile: 'Phone', tablet: 'Tablet', tv: 'TV', vr: 'Headset' } as Record<string, string>,
  app: 'Browser or app',
  signOutOf: (name: string) => `Sign out ${name}`,
  signOutConfirm: (name: string) =>
    `Sign ${name} out? It stops syncing within seconds and keeps what it has stored so far.`,
  yes: 'Yes, sign out',
  removed: (name: string) => `${name} is signed out.`,
  another: 'Connect another device',
  back: 'Back to your account',
  syncedTitle: 'Stored on this server',
  syncedLead: (host: string) => `This is what your Firefoxes have synced to ${host}. Only they can read it.`,
  openData: 'See and export my data',
  nothingSynced: 'Nothing yet. Once a Firefox is connected, its data shows up here within a minute.',
  collection: 'What',
  records: 'Entries',
  lastChange: 'Last change',
  collections: {
    bookmarks: 'Bookmarks',
    history: 'History',
    passwords: 'Passwords',
    tabs: 'Open tabs, by device',
    prefs: 'Settings',
    addons: 'Add-ons',
    forms: 'Form entries',
    addresses: 'Addresses',
    creditcards: 'Payment methods',
    'extension-storage': 'Data of add-ons',
  } as Record<string, string>,
  /** What Firefox keeps for itself. */
  internalCollections: ['meta', 'crypto', 'clients', 'keys'],
  phoneBookmarks: 'Firefox on phones shows the bookmarks of computers in a folder of their own, “Desktop Bookmarks”.',
  sections: {
    profile: { title: 'Name and picture', what: 'How you appear on your devices.', link: 'Change name or picture' },
    password: {
      title: 'Password',
      what: 'It signs you in and locks your data.',
      link: 'Change password',
    },
    recoveryKey: {
      title: 'Recovery key',
      what: 'Opens your data if you ever forget the password.',
      link: 'Set up recovery key',
      linkOn: 'Renew or remove recovery key',
    },
    twoStep: {
      title: 'Two-step sign-in',
      what: 'Asks for a code from your phone as well.',
      link: 'Set up two-step sign-in',
      linkOn: 'Change or turn off two-step sign-in',
    },
    email: { title: 'E-mail address', what: 'The name of your account, and where mails go.', link: 'Change address' },
    destroy: {
      title: 'Delete account',
      what: 'Removes everything that this server has of you.',
      link: 'Delete account…',
    },
  },
  on: 'On',
  off: 'Off',
  safetyTitle: 'Account and safety',
  password: 'Password',
  proofWanted: 'You have been signed in for a while. Type your password once more, so that we know it is you.',
  currentPassword: 'Current password',
  newPassword: 'New password',
  repeatPassword: 'Repeat new password',
  save: 'Save',

  passwordLead:
    'Your data stays as it is. This browser stays signed in; every other device asks for the new password before it syncs again.',
  passwordSubmit: 'Change password',
  passwordDone: 'Your password is changed. Your other devices will ask for it.',

  keyLead:
    'If you forget your password, you can set a new one, but only this key can open what is stored on the server. Print it or keep it in a safe place, not only on this device.',
  keyExists: 'You have a recovery key. Making a new one makes the old one useless.',
  keyMissing: 'You have no recovery key yet.',
  keySubmit: 'Make recovery key',
  keyNew: 'Make a new recovery key',
  keyRemove: 'Remove recovery key',
  keyRemoved: 'The recovery key is removed. A printed copy no longer opens anything.',
  keyDoneTitle: 'Your recovery key',
  keyDone: 'It is shown only now. Print or save it before you go on.',
  keySheetTitle: 'Foxden recovery key',
  keySheet: (email: string, address: string, date: string) => `Account ${email} at ${address}, made on ${date}`,
  keySheetUse:
    'If the password is forgotten: open this address, choose “Forgot your password?” and type this key when asked. Whoever has it and can read the mail of the account can open its data, so keep it where you keep other keys.',
  keyFile: 'foxden-recovery-key.txt',
  keyName: 'the recovery key',

  twoStepLead:
    'With two-step sign-in a stolen password is not enough: signing in also takes a code from an authenticator app on your phone.',
  twoStepOn: 'Two-step sign-in is on.',
  twoStepOff: 'Two-step sign-in is off.',
  twoStepStart: 'Turn on',
  twoStepStop: 'Turn off',
  twoStepStopped: 'Two-step sign-in is off now. The password alone signs in again.',
  twoStepScanTitle: 'Turn on two-step sign-in',
  twoStepScan: 'Scan this picture with your authenticator app, then type the six digits that it shows.',
  twoStepPicture: 'QR code for your authenticator app',
  twoStepSecret: 'If it cannot scan, type this key into the app:',
  twoStepSecretName: 'the key',
  twoStepCode: 'Security code',
  twoStepConfirm: 'Confirm and turn on',
  twoStepWrong:
    'That code is not right. Check that the clock of your phone is right, wait for the next code and type it in.',
  codesTitle: 'Save your recovery codes',
  codesLead: 'If you lose your phone, each of these signs you in once. They are shown only now.',
  codesFile: 'foxden-recovery-codes.txt',
  codesName: 'the recovery codes',

  emailLead: (email: string) => `Your account is ${email}.`,
  emailNew: 'New e-mail address',
  emailRepeat: 'Repeat new e-mail address',
  emailDiffers: 'The two addresses differ.',
  emailUnchecked:
    'This server sends no mail, so no code can check the address. Look at it twice: it is the name that you sign in with.',
  emailSubmit: 'Send a code to it',
  emailSubmitUnchecked: 'Change address',
  emailCodeLead: (email: string) => `Type the code of six digits that was sent to ${email}.`,
  emailCode: 'Code',
  emailConfirm: 'Use this address',
  emailOther: 'Back, to type another address',
  emailDone: (email: string) => `Your account is ${email} now. Your password stays the same.`,
  emailInvalid: 'Type an e-mail address, such as name@example.org.',

  profileName: 'Name',
  profileNameHint: 'Leave it empty to be known by your address.',
  profileSaved: 'Saved. Your devices show it after their next sync.',
  avatarTitle: 'Picture',
  avatarAlt: 'Your picture',
  avatarChoose: 'Choose a picture',
  avatarHint: 'PNG, JPEG, GIF or WebP of at most 1 MB. It is made square.',
  avatarRemove: 'Remove picture',
  avatarUnreadable: 'This browser cannot read that file as a picture. Choose a PNG, JPEG, GIF or WebP file.',

  adminTitle: 'Become the administrator',
  admin: (email: string) => `The link that you opened makes ${email} an administrator of this server.`,
  adminSubmit: 'Become administrator',
  adminDone: 'You are an administrator of this server now. The command foxden on the server has more: foxden help.',
  adminLink: 'Your account',

  destroyLead: (email: string) =>
    `This deletes the account ${email} and everything that it has synced to this server, for good.`,
  destroyKeeps: 'Your devices keep the bookmarks, passwords and history that they have now, but they stop syncing.',
  destroyConsent: 'I understand that nobody can bring it back',
  destroyConsentMissing: 'Tick the box first, if this is what you want.',
  destroySubmit: 'Delete account for good',
  destroyedTitle: 'Your account is deleted',
  destroyed: 'Nothing of it is left on this server, apart from backups, which are overwritten in time.',
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('settings', english);
