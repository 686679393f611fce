import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { offered } from './language/languages.ts';
import { roomsOf } from './routes.ts';

const assets = new URL('../../dist/web/assets', import.meta.url).pathname;
const read = (name: string) => readFileSync(join(assets, name), 'utf8');

/** A script and all that it imports before it runs, and what it weighs, gzipped. */
function weight(names: string[]): number {
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const [, next] of read(name).matchAll(
      /\bfrom\s*["']\.\/([\w.-]+\.js)["']|\bimport\s*["']\.\/([\w.-]+\.js)["']/g,
    )) {
      if (next) visit(next);
    }
  };
  for (const name of names) visit(name);
  return [...seen].reduce((sum, name) => sum + gzipSync(read(name)).length, 0);
}

const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
const find = (start: string) => scripts.filter((name) => name.startsWith(start));
const shell = [...find('index-'), ...find('start-')];

/** The scripts with the words that the page of a path shows, in a language. */
function wordsOf(path: string, language: string): string[] {
  if (language === 'en') return [];
  const table = find('index-').map(read).join('');
  return roomsOf(path).map((room) => {
    const entry = table.split(`../${room}/text.${language}.ts`)[1]!;
    return /import\(["'`]\.\/([\w.-]+\.js)["'`]\)/.exec(entry)![1]!;
  });
}

// The pages are built before the tests are run (scripts/test.mjs).
it.each(
  offered.flatMap((language) => [
    { what: 'sign-in', page: 'sign-in-page-', path: '/signin', most: 60_000, language },
    { what: 'my sync', page: 'my-sync-page-', path: '/sync', most: 60_000, language },
    { what: 'the administration', page: 'admin-page-', path: '/admin', most: 150_000, language },
  ]),
)('$what needs little script in $language', ({ page, path, most, language }) => {
  const pages = find(page);
  expect(pages).toHaveLength(1);
  const words = wordsOf(path, language);
  expect(new Set(words).size).toBe(words.length);
  const total = weight([...shell, ...pages, ...words]);
  expect(total).toBeGreaterThan(10_000);
  expect(total).toBeLessThan(most);
});
