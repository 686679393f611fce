import { chooseLanguage, language } from '../language/language.ts';
import { languages, offered } from '../language/languages.ts';
import { text } from './text.ts';

/** Lets the reader have the pages in another language, where there is one. */
export function LanguageChoice() {
  if (offered.length < 2) return null;
  return (
    <nav class="languages" aria-label={text.languages}>
      {offered.map((each) => (
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
