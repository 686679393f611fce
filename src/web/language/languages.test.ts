import { describe, expect, it } from 'vitest';
import { type Language, languageFor } from './languages.ts';

const all: Language[] = ['en', 'de', 'fr', 'es'];

describe('the language of the pages', () => {
  it('is the first of the browser’s that there is', () => {
    expect(languageFor(null, ['ja', 'de-AT', 'en'], all)).toBe('de');
    expect(languageFor(null, ['FR-ca'], all)).toBe('fr');
  });
  it('is English where there is none', () => {
    expect(languageFor(null, ['ja'], all)).toBe('en');
    expect(languageFor(null, [], all)).toBe('en');
    expect(languageFor('constructor', ['toString'], all)).toBe('en');
  });
  it('is none that lacks words', () => {
    expect(languageFor('de', ['fr'], ['en'])).toBe('en');
  });
  it('is the chosen one before the browser’s', () => {
    expect(languageFor('es', ['de'], all)).toBe('es');
  });
});
