import type { MailTexts } from '../mail-kinds.ts';

const notYou = 'If this wasn’t you, change your password at once.';
const ignore = 'If you didn’t ask for it, ignore this mail and tell nobody the code.';
const goodFor = (minutes: number) => `It is good for ${minutes} minutes. ${ignore}`;

const programOf = (program: string, system: string) =>
  program && system ? `${program} on ${system}` : program || system || 'An unknown program';

/** Mails in English. */
export const en: MailTexts = {
  mails: {
    verifyCode: ({ code, minutes, link }) => ({
      subject: `${code} is your confirmation code`,
      lead: 'Confirm your mail address with this code, or by the link below it:',
      code,
      link,
      rest: goodFor(minutes),
    }),
    resetCode: ({ code, minutes }) => ({
      subject: 'Your code for a new password',
      lead: 'You can set a new password with this code:',
      code,
      rest: `${goodFor(minutes)} Your synced data can be read with a new password only if you have a recovery key; otherwise your browsers upload it again.`,
    }),
    legacyReset: ({ link, hours }) => ({
      subject: 'Set a new password for Sync',
      lead: 'You can set a new password for your Sync account (Pale Moon, Basilisk and other browsers with Sync 1.1) on this page:',
      link,
      rest: `The link is good for ${hours} hours, once. Your synced data stays as it is. If you didn’t ask for it, ignore this mail and give the link to nobody.`,
    }),
    unblockCode: ({ code, minutes }) => ({
      subject: 'Your code to sign in',
      lead: 'Sign-in was paused after too many wrong passwords. Go on with this code:',
      code,
      rest: goodFor(minutes),
    }),
    changeEmailCode: ({ code, minutes }) => ({
      subject: `${code} confirms your new address`,
      lead: 'Use this code to make this the address of your account:',
      code,
      rest: goodFor(minutes),
    }),
    changeAccountCode: ({ code, minutes }) => ({
      subject: `${code} allows a change of your account`,
      lead: 'With this code a program changes how you sign in to your account:',
      code,
      rest: `${goodFor(minutes)} Whoever asked for it is signed in to your account: if that wasn’t you, change your password at once.`,
    }),
    newSignIn: ({ program, system, address, time }) => ({
      subject: 'New sign-in to your account',
      lead: `${programOf(program, system)} signed in to your account from ${address} on ${time}.`,
      rest: notYou,
    }),
    passwordChanged: ({ time }) => ({
      subject: 'Your password was changed',
      lead: `The password of your account was changed on ${time}. Other devices ask for it the next time they sync.`,
      rest: 'If this wasn’t you, set a new password with “Forgot password?” at once.',
    }),
    passwordReset: ({ time }) => ({
      subject: 'Your password was reset',
      lead: `The password of your account was reset on ${time}. All devices were signed out.`,
      rest: 'If this wasn’t you, somebody reads your mail: secure it first, then reset the password again.',
    }),
    emailChanged: ({ newEmail, time }) => ({
      subject: 'The address of your account was changed',
      lead: `Since ${time} the address of your account is ${newEmail}.`,
      rest: 'If this wasn’t you, tell the administrator of your server.',
    }),
    twoFactorOn: ({ time }) => ({
      subject: 'Two-step sign-in is on',
      lead: `Since ${time} signing in also takes a code of your authenticator app.`,
      rest: `Keep your recovery codes in a safe place. ${notYou}`,
    }),
    twoFactorOff: ({ time }) => ({
      subject: 'Two-step sign-in is off',
      lead: `Since ${time} your password alone is enough to sign in.`,
      rest: notYou,
    }),
    twoFactorPaused: ({ address, time }) => ({
      subject: 'Somebody has your password',
      lead: `Until ${time} somebody at ${address} has typed a hundred wrong codes of your authenticator app. They know your password. Signing in from places where you have never signed in is paused for a day.`,
      rest: 'Change your password now, on a device that is signed in. If it was you: check the clock of the device that shows the codes.',
    }),
    recoveryCodeUsed: ({ remaining, time }) => ({
      subject: 'A recovery code was used',
      lead: `A recovery code was used to sign in on ${time}. You have ${remaining} left.`,
      rest: notYou,
    }),
    recoveryKeyCreated: ({ time }) => ({
      subject: 'A recovery key was made',
      lead: `On ${time} a recovery key was made for your account. With it a forgotten password loses no data.`,
      rest: `Keep it where only you find it. ${notYou}`,
    }),
    recoveryKeyRemoved: ({ time }) => ({
      subject: 'Your recovery key was removed',
      lead: `Your recovery key was removed on ${time}. Without one, a forgotten password makes what is stored on the server unreadable.`,
      rest: notYou,
    }),
  },
  footer: (origin) => `This mail comes from the Firefox Sync server at ${origin}.`,
};
