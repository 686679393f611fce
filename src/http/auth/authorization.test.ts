import { expect, it } from 'vitest';
import fc from '../../../testing/properties.ts';
import { parseAuthorization } from './authorization.ts';

it.each([
  [undefined, { scheme: 'none' }],
  ['', { scheme: 'none' }],
  ['Bearer abc', { scheme: 'bearer', token: 'abc' }],
  ['bEaReR  abc ', { scheme: 'bearer', token: 'abc' }],
  ['Bearer', { scheme: 'malformed' }],
  ['Hawk', { scheme: 'malformed' }],
  ['Hawk id="x"', { scheme: 'malformed' }],
  ['Basic eDp5', { scheme: 'basic', credentials: 'eDp5' }],
  ['Digest x', { scheme: 'unsupported' }],
])('reads %j', (header, expected) => {
  expect(parseAuthorization(header)).toEqual(expected);
});

it('reads back every Hawk header that a client can write (accounts.md §3.2)', () => {
  const text = fc.stringMatching(/^[^"\\\n]{1,40}$/);
  const attributes = fc.record(
    {
      id: text,
      nonce: text,
      mac: text,
      ts: fc.stringMatching(/^\d{1,12}$/),
      hash: text,
      ext: text,
      app: text,
      dlg: text,
    },
    { requiredKeys: ['id', 'nonce', 'mac', 'ts'] },
  );
  fc.assert(
    fc.property(attributes, fc.constantFrom(',', ', ', ' , '), (each, comma) => {
      const written = Object.entries(each).map(([name, value]) => `${name}="${value}"`);
      const parsed = parseAuthorization(`Hawk ${written.join(comma)}`);
      expect(parsed).toEqual({ scheme: 'hawk', attributes: { ...each } });
    }),
  );
});

it('never throws, whatever is sent', () => {
  fc.assert(
    fc.property(fc.constantFrom('Hawk ', 'Bearer ', 'Basic ', ''), fc.string({ unit: 'binary' }), (scheme, rest) => {
      expect(parseAuthorization(scheme + rest).scheme).toBeTypeOf('string');
    }),
  );
});
