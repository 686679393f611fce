import { inLanguage } from '../language/language.ts';

/** Words of the forgotten password and of the links in mails. */
export const english = {
  title: 'Forgotten password',
  before: 'Before you set a new password, know what it does to your data:',
  effects: [
    'With your recovery key nothing is lost: the new password opens everything as before.',
    'Without it, what is stored on this server stays locked for ever and is removed. Nobody can open it, not even whoever runs the server.',
    'What your devices hold stays on them. Each one that signs in with the new password uploads its data again.',
  ],
  remember: 'I remember it after all',
  email: 'E-mail address',
  emailInvalid: 'Type an e-mail address, such as name@example.org.',
  sendCode: 'Get a code',
  codeTitle: 'Type the code',
  codeByMail: (email: string) => `We sent a code of eight digits to ${email}. It is good for 20 minutes.`,
  codeByAdministrator:
    'This server sends no mail. Ask whoever runs it for your code of eight digits; it is good for 20 minutes.',
  code: 'Code',
  confirm: 'Continue',
  newCode: 'Back, to get a new code',
  wrongCode: 'That code is not right, or it ran out. Check the digits, or go back and get a new one.',
  keyTitle: 'Type your recovery key',
  keyLead: 'It has 32 letters and digits. Spaces, dashes and capitals do not matter.',
  key: 'Recovery key',
  keyInvalid: 'That is no recovery key: it must have 32 letters and digits.',
  useKey: 'Use this key',
  noKey: 'I do not have it any more',
  lossTitle: 'This will remove your stored data',
  lossNoKey:
    'Your account has no recovery key, so nobody can open what is stored on this server without the old password.',
  lossKey: 'Without the old password and without the recovery key nobody can open what is stored on this server.',
  lossEffect:
    'If you go on, it is removed. If one of your devices still has your data, keep it: sign in on that one first, and it uploads everything again.',
  lossConsent: 'I understand that the data on the server will be lost',
  lossConsentMissing: 'Tick the box first, if you want to go on.',
  goOn: 'Go on without the data',
  goBack: 'Back to the recovery key',
  passwordTitle: 'Choose a new password',
  passwordKept: 'Your recovery key fits. Your data stays.',
  passwordNew: 'New password',
  passwordRepeat: 'Repeat new password',
  setPassword: 'Set new password',
  doneTitle: 'Your new password is set',
  doneKept: 'Your data is safe. Every device now asks for the new password once.',
  doneLost:
    'Every device now asks for the new password. Begin with the one that has your data: it uploads everything again.',
  doneKey: 'Make a recovery key, so that next time nothing is lost:',
  makeKey: 'Make a recovery key',
  settings: 'Your account',
  verifyTitle: 'Confirming your address',
  verified: 'Your e-mail address is confirmed.',
  verifyFailed: 'This link is not right, or it is too old. Sign in to get a new one.',
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('reset', english);
