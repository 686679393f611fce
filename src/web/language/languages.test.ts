import { describe, expect, it } from 'vitest';
import { languageFor } from './languages.ts';

describe('the language of the pages', () => {
  it('is the first of the browser’s that there is', () => {
    expect(languageFor(null, ['ja', 'de-AT', 'en'])).toBe('de');
    expect(languageFor(null, ['FR-ca'])).toBe('fr');
  });
  it('is English where there is none', () => {
    expect(languageFor(null, ['ja'])).toBe('en');
    expect(languageFor(null, [])).toBe('en');
    expect(languageFor('constructor', ['toString'])).toBe('en');
  });
  it('is the chosen one before the browser’s', () => {
    expect(languageFor('es', ['de'])).toBe('es');
  });
});
