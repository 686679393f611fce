import { inLanguage } from '../language/language.ts';

/** Words that several pages share. */
export const english = {
  footer: (host: string) => `This Foxden lives at ${host}. What Firefox syncs is encrypted before it gets here.`,
  languages: 'Language',
  working: 'One moment…',
  copy: 'Copy',
  copied: 'Copied',
  copyOf: (what: string) => `Copy ${what}`,
  show: 'Show',
  showTyped: 'Show what is typed',
  tryAgain: 'Try again',
  retryAfter: (seconds: number) =>
    seconds < 90
      ? `${seconds} seconds`
      : seconds < 5400
        ? `${Math.ceil(seconds / 60)} minutes`
        : `${Math.ceil(seconds / 3600)} hours`,
  programOn: (program: string, system: string) => `${program} on ${system}`,
  someBrowser: 'A browser',
  cancel: 'Cancel',
  back: 'Back',
  print: 'Print',
  saveAsFile: 'Save as file',
  saved: 'I have saved it',
  problems: {
    unreachable:
      'Foxden does not answer. Check that this device is online and that the server runs, then try again; nothing was changed.',
    unavailable: 'Foxden is busy or being restarted. Wait a few seconds, then try again.',
    tooMany: (wait: string) => `There were too many tries. For safety, wait ${wait} and then try again.`,
    tooManySoon: 'There were too many tries. For safety, wait some minutes and then try again.',
    unexpected: (detail: string) =>
      `Something went wrong in Foxden (${detail}). Try again; if it stays, tell whoever runs this server.`,
    wrongPassword: 'That password is not right. Check capital letters and the keyboard layout, then try again.',
    unknownAccount: 'There is no account with this e-mail address here. Check its spelling, or create an account.',
    accountExists: 'There is already an account with this e-mail address. Sign in with its password instead.',
    invalidEmail: 'Foxden cannot use this e-mail address. Check its spelling.',
    notAllowed:
      'This Foxden does not take a new account for this address. Ask whoever runs this server for an invitation.',
    refused: {
      closed: 'This server takes no new accounts. Ask whoever runs it for one.',
      inviteNeeded: 'New accounts need an invitation here. Ask whoever runs this server for one and type its code.',
      inviteUnknown:
        'There is no invitation with this code. Compare it letter by letter with what you were sent, or open the link instead.',
      unsafeAddress: 'This address has a letter that passes for another one. Write it with the usual letters.',
      lastAdministrator:
        'You are the only administrator of this server. Make somebody else one first, at /admin, or have the account deleted with foxden user delete.',
      inviteUsed: 'This invitation was used already. Ask whoever runs this server for a new one.',
      inviteExpired: 'This invitation has run out. Ask whoever runs this server for a new one.',
      notAllowed: 'An account with this address is not allowed here. Ask whoever runs this server to allow it.',
      full: 'This server has no room for another account. Ask whoever runs it.',
      captcha: 'The check that you are human was not passed. Please try again.',
    } as Record<string, string>,
    wrongCode: 'That code is not right, or it ran out. Type the newest one.',
    unverifiedSession: 'This sign-in is not confirmed by its second step yet. Sign in again and type the code.',
    addressTaken: 'That address belongs to an account already. Choose another one.',
    locked: 'This account is locked. Ask whoever runs this server.',
    alreadyOn: 'Two-step sign-in is on already. Reload the page to see it.',
    wrongRecoveryKey:
      'That is not the recovery key of this account. Check every character; an older key no longer works.',
    staleProof: 'Nothing was done, because the password was not given again.',
    sessionEnded: 'This sign-in has ended. Please sign in again.',
    channelSilent: 'Firefox did not answer. Close this tab and start again from the Firefox menu: “Sign in to Sync”.',
    flowLost:
      'Firefox has forgotten this sign-in, because another one was begun in it meanwhile or it was restarted. Close this tab, open the menu ☰ of Firefox and choose to sign in or to finish setting up the account there.',
    firefoxRefused: (detail: string) =>
      `Firefox did not accept the sign-in (${detail}). Close this tab and start again from the Firefox menu: “Sign in to Sync”.`,
  },
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('ui', english);
