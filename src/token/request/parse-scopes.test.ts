import { expect, it } from 'vitest';
import fc from '../../../testing/properties.ts';
import { parseScopes } from './parse-scopes.ts';

it.each([
  ['a b', ['a', 'b']],
  ['a,b', ['a', 'b']],
  [' a,  b\t', ['a', 'b']],
  [
    ['a b', 'c'],
    ['a', 'b', 'c'],
  ],
  ['', []],
  [undefined, []],
  [[1, null, 'a'], ['a']],
])('scopes of %j (sync15.md §17.1)', (scope, expected) => {
  expect(parseScopes(scope)).toEqual(expected);
});

it('scopes are found whatever separates them', () => {
  const name = fc.string({ unit: fc.constantFrom(...'abc:/.'), minLength: 1 });
  const separator = fc.constantFrom(' ', ',', ', ', '\n');
  fc.assert(
    fc.property(fc.array(name), separator, (names, by) => {
      expect(parseScopes(names.join(by))).toEqual(names);
    }),
  );
});
