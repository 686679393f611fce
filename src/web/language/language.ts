import { type Language, languageFor } from './languages.ts';

const storageName = 'foxden.language';

/** English stands in each room's `text.ts`; the others in `text.de.ts` and so on beside it, each a script of its own. */
const files = import.meta.glob<{ words: object }>('../**/text.*.ts');

let current: Language = 'en';
const known = new Map<string, object>();

/** The language of the page, for `Intl` and the like. */
export const language = (): Language => current;

/** Finds out which language the reader wants. To be done before anything else. */
export function findLanguage(): void {
  current = languageFor(localStorage.getItem(storageName), navigator.languages);
  document.documentElement.lang = current;
}

/**
 * Loads words in the reader's language. To be done before anything is imported that shows them: `text.ts` of each room looks its
 * words up when it is loaded.
 *
 * @param rooms - Folders below `src/web`, such as `signin`.
 */
export async function loadWords(rooms: readonly string[]): Promise<void> {
  if (current === 'en') return;
  await Promise.all(
    rooms.map(async (room) => {
      const load = files[`../${room}/text.${current}.ts`];
      if (load) known.set(room, (await load()).words);
    }),
  );
}

/** Changes the language for this browser, and shows the page anew. */
export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(storageName, chosen);
  location.reload();
}

/**
 * The words of a room in the reader's language.
 *
 * @param english - What holds where nothing else was loaded, such as in tests. Translations have its type, and every word of it.
 */
export function inLanguage<Words extends object>(room: string, english: Words): Words {
  return (known.get(room) as Words | undefined) ?? english;
}
