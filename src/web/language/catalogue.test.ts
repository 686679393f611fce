import { describe, expect, it } from 'vitest';
import { offered } from './languages.ts';

type Words = Record<string, unknown>;

const inEnglish = import.meta.glob<Words>('../**/text.ts', { eager: true, import: 'english' });
const translated = import.meta.glob<Words>('../**/text.*.ts', { eager: true, import: 'words' });

/** The words of every room in one language. */
const catalogueOf = (language: string): Words => {
  const files = language === 'en' ? inEnglish : translated;
  const end = language === 'en' ? '/text.ts' : `/text.${language}.ts`;
  const own = Object.entries(files).filter(([path]) => path.endsWith(end));
  return Object.fromEntries(own.map(([path, words]) => [path.slice('../'.length, -end.length), words]));
};

const en = catalogueOf('en');
const catalogues: Record<string, Words> = Object.fromEntries(offered.map((each) => [each, catalogueOf(each)]));

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

  it('are there for every room', () => {
    expect(Object.keys(catalogues[language]!).sort()).toEqual(Object.keys(en).sort());
    expect(Object.keys(en).length).toBeGreaterThan(15);
  });
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
  const loose = wordsOf(catalogues.fr).filter(([, word]) => / [;:?!»]|« /.test(filled(word) ?? ''));
  expect(loose.map(([path]) => path)).toEqual([]);
});

it('Spanish opens every question', () => {
  const unopened = wordsOf(catalogues.es).filter(([, word]) => {
    const sentence = filled(word) ?? '';
    return sentence.split('¿').length !== sentence.split('?').length;
  });
  expect(unopened.map(([path]) => path)).toEqual([]);
});
