/** The languages that the pages speak, each by its own name. */
export const languages = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español' } as const;

/** A language of the pages, as a BCP 47 tag. */
export type Language = keyof typeof languages;

/**
 * Finds the language for a reader.
 *
 * @param chosen - What was chosen here before, if anything.
 * @param preferred - The browser's languages, best first, such as `de-AT`.
 */
export function languageFor(chosen: string | null, preferred: readonly string[]): Language {
  const wanted = [chosen ?? '', ...preferred].map((tag) => tag.toLowerCase().split('-')[0]!);
  return (wanted.find((tag) => Object.hasOwn(languages, tag)) as Language | undefined) ?? 'en';
}
