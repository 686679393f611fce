import { describe, expect, it } from 'vitest';
import { english as data } from '../data/text.ts';
import { english as guide } from '../guide/text.ts';
import { english as landing } from '../landing/text.ts';
import { english as pairing } from '../pairing/text.ts';
import { english as reset } from '../reset/text.ts';
import { english as settings } from '../settings/text.ts';
import { english as signin } from '../signin/text.ts';
import { english as ui } from '../ui/text.ts';
import { english as vault } from '../vault/text.ts';
import type { Translation } from './catalogue.ts';
import { catalogue as de } from './de.ts';
import { catalogue as es } from './es.ts';
import { catalogue as fr } from './fr.ts';
import { offered } from './languages.ts';

const en: Translation = { data, guide, landing, pairing, reset, settings, signin, ui, vault };
const catalogues: Record<string, Translation> = { en, de, fr, es };

type Entry = [path: string, word: unknown];

/** Every word with the way to it; what people fill in stands in for itself. */
function wordsOf(value: unknown, path = ''): Entry[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, word]) => wordsOf(word, path ? `${path}.${name}` : name));
}

/** Marks in place of what a word is filled with, to see that none is left out. */
const marks = ['⟦one⟧', '⟦two⟧', '⟦three⟧'];
const filled = (word: unknown): string | undefined => {
  if (typeof word === 'string') return word;
  try {
    return String((word as (...parts: unknown[]) => string)(...marks));
  } catch {
    // Those that take a number or a list.
    return undefined;
  }
};

describe.each(offered)('the words in %s', (language) => {
  const words = wordsOf(catalogues[language]);
  const other = new Map(wordsOf(en));

  it('are as many as in English, none of them empty, and of the same kind', () => {
    expect(words.map(([path]) => path).sort()).toEqual([...other.keys()].sort());
    for (const [path, word] of words) {
      expect(typeof word, path).toBe(typeof other.get(path));
      if (typeof word === 'string') expect(word.trim(), path).not.toBe('');
    }
  });
  it('name everything that they are filled with', () => {
    for (const [path, word] of words) {
      const [own, english] = [filled(word), filled(other.get(path))];
      if (own === undefined || english === undefined) continue;
      for (const mark of marks) expect(own.includes(mark), path).toBe(english.includes(mark));
    }
  });
});

describe.each(offered.filter((language) => language !== 'en'))('the words in %s', (language) => {
  it('are no English sentences', () => {
    const english = new Map(wordsOf(en));
    const same = wordsOf(catalogues[language]).filter(
      ([path, word]) =>
        typeof word === 'string' && /[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(word) && word === english.get(path),
    );
    expect(same.map(([path]) => path)).toEqual([]);
  });
});

it('French keeps its signs on the line of the word before', () => {
  const loose = wordsOf(fr).filter(([, word]) => / [;:?!»]|« /.test(filled(word) ?? ''));
  expect(loose.map(([path]) => path)).toEqual([]);
});

it('Spanish opens every question', () => {
  const unopened = wordsOf(es).filter(([, word]) => {
    const sentence = filled(word) ?? '';
    return sentence.split('¿').length !== sentence.split('?').length;
  });
  expect(unopened.map(([path]) => path)).toEqual([]);
});
