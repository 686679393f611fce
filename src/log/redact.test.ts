import { expect, it } from 'vitest';
import fc from '../../testing/properties.ts';
import { redactFields, redactText } from './redact.ts';

it.each([
  ['GET with Authorization: Bearer fxs_0123456789abcdef', 'fxs_'],
  ['Hawk id="deadbeef", mac="c2VjcmV0", hash="abc"', 'c2VjcmV0'],
  ['mysql://foxden:hunter2@db:3306/foxden refused', 'hunter2'],
  ['token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl is bad', 'eyJzdWIi'],
  [`key ${'0a'.repeat(32)} is unknown`, '0a0a'],
  ['no account for someone@example.org here', 'someone@'],
])('hides the secret in: %s', (text, secret) => {
  expect(redactText(text)).not.toContain(secret);
  expect(redactText(text)).toContain('[redacted]');
});

it.each([
  'basic settings are missing, so nobody can sign in',
  'OAuth parameters are not understood; the client is too old',
  'the bearer of this link becomes the administrator',
  'Hawk timestamps differ by 90 seconds',
])('eats no words: %s', (text) => {
  expect(redactText(text)).toBe(text);
});

it('leaves alone what is no secret', () => {
  const text =
    'worker 4711 at http://localhost:8000 (ECONNRESET) 86f18203-27ff-4b38-8881-7a9a69815a8c: /1.5/:uid/storage';
  expect(redactText(text)).toBe(text);
});

it('hides fields that are named like secrets, at any depth, and keeps the others', () => {
  const fields = {
    authPW: 'a',
    nested: { sessionToken: 'b', list: [{ password: 'c' }] },
    email: 'd',
    uid: 7,
    ok: true,
  };
  expect(redactFields(fields)).toEqual({
    authPW: '[redacted]',
    nested: { sessionToken: '[redacted]', list: [{ password: '[redacted]' }] },
    email: '[redacted]',
    uid: 7,
    ok: true,
  });
});

const piece = fc.oneof(
  fc.constantFrom(
    'fxs_',
    'Bearer ',
    'hawk\t',
    'BASIC\n',
    'OAuth ',
    '://',
    ':',
    '@',
    'eyJ',
    '.',
    '-',
    '=',
    ' ',
    '"',
    '\\',
  ),
  fc.string({ unit: fc.constantFrom(...'abcdef0123456789'), minLength: 60, maxLength: 70 }),
  fc.string({ unit: fc.constantFrom(...'aZ_-09'), maxLength: 90 }),
  fc.string({ maxLength: 5 }),
);

it('looks closely at every text that has something to hide', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const text = pieces.join('');
      // An address in a line of its own makes it look closely in any case.
      expect(redactText(`${text}\n,a@b.c`)).toBe(`${redactText(text)}\n,[redacted]`);
    }),
    { numRuns: 2000 },
  );
});
