import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBase64url, toBase64url } from './base64url.ts';

it('agrees with Node in both directions, padded or not', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = toBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      const padded = text.padEnd(Math.ceil(text.length / 4) * 4, '=');
      expect(fromBase64url(text)).toEqual(new Uint8Array(bytes));
      expect(fromBase64url(padded)).toEqual(new Uint8Array(bytes));
    }),
  );
});

it.each(['a', 'ab+/', 'a b', '====', 'ü'])('refuses %j', (text) => {
  expect(() => fromBase64url(text)).toThrow(SyntaxError);
});
