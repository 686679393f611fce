import type { Catalogue } from './catalogue.ts';
import { type Language, languageFor } from './languages.ts';

const storageName = 'foxden.language';
const loaders: Record<Exclude<Language, 'en'>, () => Promise<{ catalogue: Partial<Catalogue> }>> = {
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
};

let current: Language = 'en';
let catalogue: Partial<Catalogue> = {};

/** The language of the page, for `Intl` and the like. */
export const language = (): Language => current;

/**
 * Loads the words in the reader's language. To be done before anything is imported that shows words: `text.ts` of each room
 * looks its words up when it is loaded.
 */
export async function loadLanguage(): Promise<void> {
  current = languageFor(localStorage.getItem(storageName), navigator.languages);
  document.documentElement.lang = current;
  if (current !== 'en') catalogue = (await loaders[current]()).catalogue;
}

/** Changes the language for this browser, and shows the page anew. */
export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(storageName, chosen);
  location.reload();
}

/**
 * The words of a room in the reader's language.
 *
 * @param english - What holds where nothing else was loaded, such as in tests.
 */
export function inLanguage<Room extends keyof Catalogue>(room: Room, english: Catalogue[Room]): Catalogue[Room] {
  return catalogue[room] ?? english;
}
