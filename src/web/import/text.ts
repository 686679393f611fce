import { inLanguage } from '../language/language.ts';

const number = (count: number) => count.toLocaleString('en');
const things = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`;

/** Words of what takes files into an account. */
export const english = {
  title: 'Bring something in',
  lead: 'Choose a file of bookmarks (HTML) or of passwords (CSV) that a browser has exported, or that you saved here. It is read in this tab only, and you see what would change before anything is written.',
  choose: 'Choose a file',
  reading: (count: number) =>
    count === 0 ? 'Reading the file…' : `Comparing with what is stored… ${things(count, 'record', 'records')} read`,
  planTitle: (file: string) => `What ${file} would change`,
  added: {
    bookmarks: (count: number) => things(count, 'new bookmark', 'new bookmarks'),
    passwords: (count: number) => things(count, 'new password', 'new passwords'),
  },
  folders: (count: number) => things(count, 'new folder', 'new folders'),
  separators: (count: number) => things(count, 'new separator', 'new separators'),
  present: (count: number) => `${number(count)} already there`,
  changed: {
    bookmarks: (count: number) => `${things(count, 'bookmark gets', 'bookmarks get')} tags or a keyword`,
    passwords: (count: number) => `${things(count, 'password gives', 'passwords give')} way to a newer one of the file`,
  },
  kept: (count: number) =>
    `${number(count)} there with another password, which stays, because the file does not say that its own is newer`,
  unusable: (count: number) =>
    `${things(count, 'entry', 'entries')} of the file cannot be used: without an address or password, or with something in it that Firefox does not keep`,
  more: (count: number) => `and ${number(count)} more`,
  withoutUser: 'without a user name',
  nothing: 'There is nothing to add: all that can be used of this file is stored already.',
  timeMachineOn: 'The time machine is on. If you do not like what comes of it, it leads back to the moment before:',
  timeMachineOff: 'The time machine is off, so nothing leads back from this. It can be switched on first:',
  timeMachine: 'Time machine',
  confirm: 'Write it into my account',
  cancel: 'Cancel',
  writing: (sent: number, all: number) =>
    `Locking and sending… ${number(sent)} of ${number(all)} records. They count only when all of them are there.`,
  done: {
    bookmarks: (count: number) => `${things(count, 'bookmark was', 'bookmarks were')} added.`,
    passwords: (count: number) => `${things(count, 'password was', 'passwords were')} added.`,
  },
  follow: 'Your Firefoxes take all of it over when they sync next.',
  wayBack: (moment: string) => `Point to return to: before ${moment}, in the time machine.`,
  changedMeanwhile:
    'One of your browsers has changed the same data in this moment, so nothing was written. The file was compared anew; look at what would change and confirm again.',
  problems: {
    'unknown kind':
      'This is not a file that browsers export. Export your bookmarks as HTML, or your passwords as CSV, and choose that file.',
    'too large': 'This file is larger than 100 MB, which is more than this page reads. Export it in parts.',
    'not text':
      'The letters of this file cannot be read: it is not UTF-8 text. Export it from the browser once more, without saving it with another program.',
    columns:
      'This file lacks a column. Its first line has to name url, username and password, as Firefox and Chrome write them.',
    quotes: 'This file is damaged: a quotation mark in it has no end. Export it from the browser once more.',
    empty: 'There is nothing in this file. Export it from the browser once more.',
  },
  notSynced:
    'None of your browsers syncs data of this kind, and the first one that begins would delete what it finds here. Switch it on in the settings of Firefox, under Sync, sync once, and choose the file again.',
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('import', english);
