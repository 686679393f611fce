import { createHmac, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import fc from '../../testing/properties.ts';
import { hmacBase64, hmacKey } from './hmac.ts';

const expected = (key: string | Uint8Array, text: string) => createHmac('sha256', key).update(text).digest('base64');

it('is the HMAC-SHA256 of RFC 4231', () => {
  const mac = (key: string, text: string) =>
    Buffer.from(hmacBase64(hmacKey(Buffer.from(key, 'hex')), text), 'base64').toString('hex');
  expect(mac('4a656665', 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
  const longKey = 'aa'.repeat(131);
  expect(mac(longKey, 'Test Using Larger Than Block-Size Key - Hash Key First')).toBe(
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  );
});

it('is the same as that of Node, for every key and text', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 3000 }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), texts, (key, text) => {
      expect(hmacBase64(hmacKey(key), text)).toBe(expected(key, text));
    }),
  );
});

it('takes a long text after a short one and the other way round, with one key after the other', () => {
  const keys = [randomBytes(32), 'as text', randomBytes(64)];
  for (const length of [0, 1, 1365, 1366, 4096, 100_000, 3]) {
    for (const key of keys)
      expect(hmacBase64(hmacKey(key), 'é'.repeat(length))).toBe(expected(key, 'é'.repeat(length)));
  }
});
