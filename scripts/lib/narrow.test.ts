import { runInThisContext } from 'node:vm';
import { expect, it } from 'vitest';
// @ts-expect-error It is no TypeScript: the server is put together by an older Node too.
import { narrow } from './narrow.mjs';

/** Code is narrowed where that makes it shorter, so there has to be some. */
const long = (code: string) => ' '.repeat(100) + code;
const isLatin1 = (text: string) => [...text].every((character) => character.codePointAt(0)! < 256);

it.each([
  ["'user’s'", 'user’s'],
  ['`é – …`', 'é – …'],
  [String.raw`'a\\’'`, String.raw`a\’`],
  [String.raw`'a\’'`, 'a’'],
  ["'🦊'", '🦊'],
])('%s means the same without characters beyond Latin-1', (code, value) => {
  expect(isLatin1(narrow(long(code)))).toBe(true);
  expect(runInThisContext(narrow(long(code)))).toBe(value);
});

it.each([
  ['/^[。．]$/', '。'],
  [String.raw`/^\。$/`, '。'],
  ['/^[🦊-🦋]$/u', '🦊'],
])('%s finds the same', (code, text) => {
  expect(isLatin1(narrow(long(code)))).toBe(true);
  expect(runInThisContext(`${narrow(long(code))}.test(${JSON.stringify(text)})`)).toBe(true);
});

it('leaves a table of characters as it is, which would become longer', () => {
  const table = `'${'中文字符'.repeat(10)}'`;
  expect(narrow(table)).toBe(table);
});
