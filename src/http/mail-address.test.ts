import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isMailAddress } from './mail-address.ts';

it.each([
  'anna@example.org',
  'a+b+c@example.com',
  '#!?-@t-e-s-t.c-o-m',
  'me@home',
  'test@ᘮ.com',
  'zoë@müller.example',
  `${'x'.repeat(64)}@example.org`,
  'a.b.c@a.b.c',
  `me@${'x'.repeat(63)}.org`,
])('%s is a mail address', (text) => expect(isMailAddress(text)).toBe(true));

it.each([
  '',
  '@',
  'anna',
  '@example.org',
  'anna@',
  `${'x'.repeat(65)}@example.org`,
  'a..b@example.org',
  '.anna@example.org',
  'anna.@example.org',
  'me@example..com',
  'me@.example',
  'me@example.',
  'me@-example.org',
  'me@example-.com',
  'me@example.-com',
  'me@example.com-',
  'me@hello world.com',
  'me@hello+world.com',
  'me@hello_world.com',
  '\n@example.com',
  'an na@example.org',
  'a@b@example.org',
  '"anna"@example.org',
  'me@[127.0.0.1]',
  '💩@example.org',
  'me@exa\u0000mple.org',
  `me@${'x'.repeat(64)}.org`,
  `me@${'x.'.repeat(130)}org`,
  '\ud800@example.org',
])('%j is none', (text) => expect(isMailAddress(text)).toBe(false));

it('an address is what is joined of good parts, and is read in no time', () => {
  const atom = fc.string({ unit: fc.constantFrom(...'abz09!#-_é'), minLength: 1, maxLength: 8 });
  const label = fc.string({ unit: fc.constantFrom(...'abz09é'), minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(
      fc.array(atom, { minLength: 1, maxLength: 7 }),
      fc.array(label, { minLength: 1, maxLength: 7 }),
      (name, domain) => {
        expect(isMailAddress(`${name.join('.')}@${domain.join('.')}`)).toBe(true);
        expect(isMailAddress(`${name.join('..')}.@${domain.join('.')}`)).toBe(false);
        expect(isMailAddress(`${name.join('.')}@${domain.join('.')}-`)).toBe(false);
      },
    ),
  );
  expect(isMailAddress(`a@${'a-'.repeat(50_000)}`)).toBe(false);
});
