import { chooseLanguage, language } from '../language/language.ts';
import { type Language, languages } from '../language/languages.ts';
import { text } from './text.ts';

/** Lets the reader have the pages in another language. */
export function LanguageChoice() {
  return (
    <nav class="languages" aria-label={text.languages}>
      {(Object.keys(languages) as Language[]).map((each) => (
        <button
          key={each}
          type="button"
          class="link-button"
          lang={each}
          aria-current={each === language() || undefined}
          onClick={() => chooseLanguage(each)}
        >
          {languages[each]}
        </button>
      ))}
    </nav>
  );
}
