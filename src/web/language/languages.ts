/** The languages that the pages speak, each by its own name. */
export const languages = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
} as const;

/** Those that have all their words; the others are not offered before that. */
export const offered: readonly Language[] = ['en', 'de', 'fr', 'es'];

/** A language of the pages, as a BCP 47 tag. */
export type Language = keyof typeof languages;

/**
 * Finds the language for a reader.
 *
 * @param chosen - What was chosen here before, if anything.
 * @param preferred - The browser's languages, best first, such as `de-AT`.
 * @param among - Those that can be had.
 */
export function languageFor(
  chosen: string | null,
  preferred: readonly string[],
  among: readonly Language[] = offered,
): Language {
  const wanted = [chosen ?? '', ...preferred].map((tag) => tag.toLowerCase().split('-')[0]!);
  return among.find((one) => one === wanted.find((tag) => (among as readonly string[]).includes(tag))) ?? 'en';
}
