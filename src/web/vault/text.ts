import { inLanguage } from '../language/language.ts';

/** Words of the pages that open somebody's data, before they show it. */
export const english = {
  title: 'Your password, please',
  lead: 'What is stored here can be read with your password only. It is turned into keys in this tab; they never leave it, and are forgotten after 15 minutes or when the tab is closed.',
  email: 'E-mail address',
  emailInvalid: 'Type an e-mail address, such as name@example.org.',
  password: 'Password',
  open: 'Open',
  opening: 'Opening your data…',
  lockedTitle: 'Locked again',
  locked: 'The keys of this tab are forgotten, and what it showed with them. Nothing of it is kept in this browser.',
  openAgain: 'Open again',
  lockNow: 'Lock now',
  openFor: (minutes: number) => (minutes === 1 ? 'Open for one more minute' : `Open for ${minutes} more minutes`),
  nothingYetTitle: 'Nothing is stored here yet',
  nothingYet:
    'No browser has synced with this account so far. Connect a Firefox; its data shows up here within a minute.',
  connect: 'How to connect Firefox',
  elsewhere: (host: string) =>
    `Your data is stored on another server, ${host}, which this page may not speak to. Open this page there.`,
  otherKeys:
    'What is stored here was locked with another key, before the password was reset perhaps. Sync one of your Firefoxes: it uploads what it has with the new key.',
  changedMeanwhile:
    'One of your browsers has changed the same data in this moment, so nothing was written. Look at what would change once more and confirm again.',
  storageFull: 'There is not enough room left for this on the server. Nothing was written.',
  tooMany: 'These are more records than the server takes at once. Nothing was written.',
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('vault', english);
