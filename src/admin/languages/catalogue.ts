import type { Sayings } from '../../failures/saying.ts';
import type { unnamed } from '../../failures/where.ts';

/** What happened, and what to do about it, in the language of a reader. */
export interface Told {
  says: string;
  fix?: string;
}

/** Some of what the server says, in one language. */
export type Part<Some> = { [Id in keyof Some]: (facts: Some[Id]) => Told };

/** Everything that the server says to administrators, in one language. */
export interface Catalogue {
  sayings: Part<Sayings>;
  /** What stands in place of a name that nobody knows. */
  unnamed: Record<keyof typeof unnamed, string>;
}

/** Writes days as a language has them. */
export function dayIn(language: string): (date: string) => string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  return (date) => format.format(new Date(date));
}

/** Says it, with what to do about it if there is something. */
export const say = (says: string, fix?: string): Told => (fix === undefined ? { says } : { says, fix });
