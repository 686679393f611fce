import { expect, it } from 'vitest';
import { missingPaths } from './paths.ts';

const exists = (path: string) => ['src/context.ts', 'docs/architecture.md', 'src/storage'].includes(path);
const found = (text: string, file = 'docs/some.md') => missingPaths(file, text, exists).map(({ path }) => path);

it.each([
  ['a link to a neighbour', '[house](architecture.md)', []],
  ['a link with a heading', '[house](architecture.md#rooms)', []],
  ['a link upwards', '[context](../src/context.ts)', []],
  ['a link to nothing', '[house](house.md)', ['docs/house.md']],
  ['an address', '[it](https://example.org/house.md)', []],
  ['a heading of its own', '[below](#rooms)', []],
  ['a file in code marks', '`src/context.ts`', []],
  ['a folder in code marks', '`src/storage/`', []],
  ['a file that has moved', '`src/old/context.ts`', ['src/old/context.ts']],
  ['a path that stands for many', '`src/accounts/NOUN/NAME.ts`, `src/*.ts`, `src/database/migrations/NNN-name.ts`', []],
])('%s', (_name, text, missing) => {
  expect(found(text)).toEqual(missing);
});

it('says in which line', () => {
  expect(missingPaths('README.md', 'first\n[gone](docs/gone.md)', exists)).toEqual([{ line: 2, path: 'docs/gone.md' }]);
});
