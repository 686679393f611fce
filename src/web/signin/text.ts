import { inLanguage } from '../language/language.ts';

/** Words of the sign-in and sign-up steps. */
export const english = {
  email: 'E-mail address',
  password: 'Password',
  emailTitle: 'Sign in or create an account',
  emailLead: 'Your Firefoxes meet here, on your own server. Enter your e-mail address to begin.',
  emailHint: 'It is the name of your account here.',
  emailInvalid: 'Type an e-mail address, such as name@example.org.',
  tabOnly:
    'Here you sign in within this tab only, to look after your account. To have Firefox sync, open its menu ☰ and choose “Sign in” there.',
  tabOnlyNew:
    'This makes your account, but connects no Firefox: that is done from its menu ☰, “Sign in”, once it knows this server.',
  adminNew:
    'Your link makes this account the administrator’s: it may invite others, look after their accounts, and see how the server does. It can’t read what anybody has synced.',
  adminTitle: 'You are the administrator of this server',
  admin:
    'On the page “Administration” you invite others, look after accounts, backups and the certificate, and see how the server does. What others have synced you can’t read.',
  adminLink: 'Open the administration',
  connectFirst: 'Connect a Firefox instead',
  next: 'Continue',
  otherEmail: 'Use another address',
  reconnectTitle: 'Sign in again',
  reconnectLead: 'This Firefox needs the password of your account once more to go on syncing.',
  signInTitle: 'Enter your password',
  signIn: 'Sign in',
  forgot: 'Forgot your password?',
  signUpTitle: 'Create your account',
  signUpLead:
    'Choose a password that you use nowhere else. It also locks your data before that leaves Firefox, so what is stored here can be read by your Firefoxes only.',
  signUpWarning:
    'Nobody can look this password up for you. After creating the account you can make a recovery key, which keeps your data safe if you ever forget it.',
  passwordHint: 'At least 8 characters.',
  passwordShort: 'Use at least 8 characters.',
  passwordCommon:
    'This is one of the passwords that are tried first. Choose one that nobody else has, such as four unrelated words.',
  passwordIsEmail: 'Choose something else than your e-mail address.',
  repeat: 'Repeat password',
  repeatDiffers: 'The two passwords differ.',
  signUp: 'Create account',
  invite: 'Invitation code',
  inviteHint: 'From your invitation. Whoever runs this server can give you one.',
  inviteMissing: 'Enter the code of your invitation.',
  captchaMissing: 'Please pass this check first.',
  captchaBroken:
    'The check that you are human could not be loaded. Allow its script in this browser, or ask for an invitation.',
  closedTitle: 'No new accounts here',
  closed: (email: string) =>
    `There is no account for ${email}, and this server takes no new ones. Check the spelling of the address, or ask whoever runs this server.`,
  chooseTitle: 'Choose what to sync',
  chooseLead: 'You can change this in the settings of Firefox at any time.',
  chooseLegend: 'Sync',
  choose: 'Save and start syncing',
  engines: {
    bookmarks: 'Bookmarks',
    history: 'History',
    passwords: 'Passwords',
    tabs: 'Open tabs',
    prefs: 'Settings',
    addons: 'Add-ons',
    addresses: 'Addresses',
    creditcards: 'Payment methods',
  } as Record<string, string>,
  totpTitle: 'Enter your security code',
  totpLead: 'Open your authenticator app and type the six digits that it shows for Foxden.',
  code: 'Security code',
  verify: 'Confirm',
  wrongCode: 'That code is not right. Wait for the next one and type it in.',
  useRecoveryCode: 'Use a recovery code instead',
  useTotp: 'Use the authenticator app instead',
  recoveryCode: 'Recovery code',
  recoveryCodeLead:
    'Type one of the recovery codes that you saved when you turned two-step sign-in on. Each works once.',
  mailCodeTitle: 'Check your mail',
  mailCodeLead: (email: string) => `Type the code that we sent to ${email}.`,
  resend: 'Send a new code',
  resent: 'A new code is on its way.',
  connectingTitle: 'Connecting this Firefox',
  connecting: 'Handing your keys over to Firefox…',
  connectFailedTitle: 'Firefox is not connected yet',
  otherServer: (host: string) =>
    `Firefox took the account, but it still talks to the account server that it knew before ${host}. Quit Firefox once, all its windows, and open it again. If it then does not sync by itself, open its menu ☰ and choose to finish signing in.`,
  doneTitle: 'This Firefox is connected',
  doneLead: 'It has begun to sync with this server. You can close this tab.',
  doneNewTitle: 'Your account is ready',
  doneNewLead: 'This Firefox has begun to sync with this server.',
  recoveryOffer: 'Keep your data safe: make a recovery key',
  recoveryWhy:
    'Your password locks your data. If you forget it, only a recovery key can open what is stored here. It takes a minute.',
  makeRecoveryKey: 'Make a recovery key',
  anotherDevice: 'Connect another device',
  openSettings: 'Sync settings',
  otherUserTitle: 'Another account is signed in',
  otherUser: (email: string) =>
    `This Firefox is connected to ${email}. To use another account, sign out in the settings of Firefox first, then start again from its menu.`,
  notLinkedTitle: 'Nothing was changed',
  notLinked: 'You chose not to connect this account to this Firefox. You can close this tab, or start again.',
  startAgain: 'Start again',
  alreadyTitle: 'This Firefox is already connected',
  already: (email: string) => `It syncs as ${email}.`,
  manage: 'Manage account',
  signInAgain: 'Sign in again',
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('signin', english);
