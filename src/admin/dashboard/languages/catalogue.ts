import type { Sayings } from '../../../failures/saying.ts';

/** What happened, and what to do about it, in the language of a reader. */
export interface Told {
  says: string;
  fix?: string;
}

/** Everything that the server says to administrators, in one language. */
export type Catalogue = { [Id in keyof Sayings]: (facts: Sayings[Id]) => Told };

/** Writes days as a language has them. */
export function dayIn(language: string): (date: string) => string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  return (date) => format.format(new Date(date));
}
