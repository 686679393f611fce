import { inLanguage } from '../language/language.ts';

const things = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

type Nouns = Record<string, [one: string, many: string]>;
const nouns: Nouns = {
  bookmarks: ['bookmark or folder', 'bookmarks and folders'],
  history: ['visited page', 'visited pages'],
  passwords: ['password', 'passwords'],
  addresses: ['address', 'addresses'],
  creditcards: ['payment method', 'payment methods'],
  forms: ['form entry', 'form entries'],
};
const named = (kind: string, count: number) => things(count, ...(nouns[kind] ?? (['entry', 'entries'] as const)));

/** Words of the time machine. */
export const english = {
  title: 'Time machine',
  lead: 'What your Firefoxes changed or deleted here, and the way back to any moment of it.',
  unavailableTitle: 'Not switched on here',
  unavailable:
    'This server keeps only what is stored now. Its owner can change that by setting FOXDEN_TIME_MACHINE to on; until then only a backup leads back.',
  offTitle: 'Keep what is changed or deleted?',
  off: (days: number, size: string) =>
    `From the moment you switch it on, this server keeps what your Firefoxes write over or delete: for ${days} days, and at most ${size} of it. It is encrypted as it was, so only your password opens it. You can take it back here, and every Firefox follows by itself.`,
  switchOn: 'Keep it from now on',
  since: (moment: string) => `Everything that was changed or deleted after ${moment} is kept.`,
  kept: (versions: number, size: string, days: number) =>
    `Kept now: ${things(versions, 'earlier state', 'earlier states')} of single records, ${size}. Each goes after ${days} days.`,
  switchOff: 'Delete all of it and stop keeping',
  switchOffSure: 'Really delete all earlier states?',
  backups:
    'They are deleted at once. The backups of this server still hold them, encrypted twice, until they are deleted themselves; for the nightly ones that is after about three months.',
  kinds: 'What to take back',
  names: {
    bookmarks: 'Bookmarks',
    history: 'History',
    passwords: 'Passwords',
    addresses: 'Addresses',
    creditcards: 'Payment methods',
    forms: 'Form entries',
  } as Record<string, string>,
  reading: (count: number) => `Reading and opening… ${count.toLocaleString('en')}`,
  nothing: 'Nothing has changed since the keeping began.',
  appeared: (kind: string, count: number) => `${named(kind, count)} appeared`,
  changed: (kind: string, count: number) => `${named(kind, count)} changed`,
  wentAway: (kind: string, count: number) => `${named(kind, count)} went away`,
  together: (parts: string[], device?: string) =>
    `${parts.join(', ')}${device === undefined ? '' : `, by the upload of “${device}”`}.`,
  before: (moment: string) => `Back to before this (${moment})`,
  beforeShort: 'Back to before this…',
  chooseMoment: 'Or any moment',
  look: 'See what would change',
  outOfReach: (moment: string) => `Choose a moment between ${moment} and now.`,
  planTitle: (kind: string, moment: string) => `${kind} as of ${moment}`,
  planNothing: 'Nothing would change: it was then as it is now.',
  planEmpty: 'Nothing was stored then, so there is nothing to go back to.',
  comesBack: (kind: string, count: number) => `Comes back: ${named(kind, count)}`,
  becomes: (kind: string, count: number) => `Becomes what it was: ${named(kind, count)}`,
  goes: (kind: string, count: number) => `Goes away, because it has come since: ${named(kind, count)}`,
  more: (count: number) => `and ${count.toLocaleString('en')} more`,
  lost: (count: number) =>
    `${things(count, 'record', 'records')} of then cannot be opened with your keys and will stay as they are now.`,
  limits:
    'Firefoxes that have not synced their latest changes keep those, and add them at their next sync. What is here now is kept too: you can come back to this moment in the same way.',
  confirm: 'Take it back',
  cancel: 'Leave it as it is',
  done: (moment: string) =>
    `Done. Your Firefoxes follow at their next sync. To undo it, go back to before ${moment}: it is the newest change in the list.`,
  offMeanwhile: 'The keeping was switched off meanwhile, so there would be no way back. Nothing was written.',
  unnamed: 'Without a name',
};

/** What a translation of it has to have. */
export type Words = typeof english;

/** The words in the reader's language. */
export const text = inLanguage('time-machine', english);
