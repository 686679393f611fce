import { inLanguage } from '../language/language.ts';

/** Words of the page that sends an address to a Firefox. */
export const english = {
  title: 'Send a page',
  lead: 'To one of your Firefoxes, from any browser. The address is encrypted in this tab to that device alone; the server cannot read it.',
  address: 'Address of the page',
  addressInvalid: 'Type an address that begins with https:// or http://.',
  pageTitle: 'Title (may stay empty)',
  to: 'Send to',
  noDevices:
    'None of your devices takes pages. Connect a Firefox, or sync the ones that you have: each tells here that it takes pages.',
  unknownDevice: 'Unnamed device',
  otherKey: (name: string) =>
    `${name} was signed in with an older key of this account, before the password was reset perhaps. Sign it in again; then it takes pages.`,
  send: 'Send',
  told: (name: string) => `Sent. ${name} has been told and opens it in a moment.`,
  waits: (name: string) =>
    `Sent. ${name} opens it at its next sync, or when somebody chooses “Sync now” there; it waits for 30 days.`,
  tooLong: 'This address is too long to be sent.',
  bookmarkletTitle: 'From the page that you are on',
  bookmarklet:
    'Drag this link to the bookmarks bar of your browser. A click on it, on any page, opens that page’s address here, ready to be sent.',
  bookmarkletName: 'Send to Firefox',
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('send', english);
