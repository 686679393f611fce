import { expect, it } from 'vitest';
import fc from '../../testing/properties.ts';
import { isAllowed } from '../admin/signup/allow-list.ts';
import { isMailAddress, isPlainAddress, keptAddresses, normalAddress } from './mail-address.ts';

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

it.each([
  ['Anna@Example.ORG', 'anna@example.org'],
  ['zoe\u0308@example.org', 'zoë@example.org'],
  ['ZOË@example.org', 'zoë@example.org'],
  ['me@Mu\u0308ller.example', 'me@xn--mller-kva.example'],
  ['me@MÜLLER.example', 'me@xn--mller-kva.example'],
  ['me@XN--mller-kva.example', 'me@xn--mller-kva.example'],
  ['\u212Aim@example.org', 'kim@example.org'],
  ['\u017Fam@example.org', '\u017Fam@example.org'],
  ['k\u0131m@example.org', 'k\u0131m@example.org'],
  ['weiß@straße.example', 'weiß@xn--strae-oqa.example'],
])('%s is compared as %s', (address, normal) => {
  expect(normalAddress(address)).toBe(normal);
  expect(normalAddress(normal)).toBe(normal);
});

it.each([
  ['zoe\u0308@mu\u0308ller.example', 'decomposed'],
  ['zoë@müller.example', 'composed'],
  ['zoë@xn--mller-kva.example', 'as in DNS'],
  ['zoe\u0308@xn--mller-kva.example', 'decomposed, with the domain as in DNS'],
])('%s, kept before there was a normal form, is found by every spelling', (kept) => {
  for (const typed of [
    'Zoë@Müller.example',
    'zoe\u0308@mu\u0308ller.example',
    'ZOË@XN--mller-kva.example',
    'zoe\u0308@müller.example',
  ]) {
    expect(keptAddresses(typed)).toContain(kept);
    expect(keptAddresses(typed)[0]).toBe(normalAddress(kept));
  }
});

it.each([
  'anna@example.org',
  'zoë@müller.example',
  'zoe\u0308@example.org',
  'weiß@straße.example',
  'γιώργος@example.org',
  '한글@example.org',
])('%s may have an account', (address) => expect(isPlainAddress(address)).toBe(true));

it.each([
  ['the Kelvin sign', '\u212Aim@example.org'],
  ['the Kelvin sign in the domain', 'kim@ban\u212A.example'],
  ['the Ångström sign', '\u212B@example.org'],
  ['a long s', '\u017Fam@example.org'],
  ['a dotless i', 'k\u0131m@example.org'],
  ['a dotted I', 'K\u0130M@example.org'],
  ['wide letters', '\uFF4Bim@example.org'],
  ['a ligature', '\uFB01n@example.org'],
  ['a variation selector', 'kim\uFE0F@example.org'],
  ['an invisible joiner', 'ki\u034Fm@example.org'],
  ['an invisible letter', 'kim\u3164@example.org'],
  ['another one, in the domain', 'kim@example\u115F.org'],
])('%s is in no address of an account', (_what, address) => expect(isPlainAddress(address)).toBe(false));

it.each([
  [['müller.example'], 'me@xn--mller-kva.example', true],
  [['xn--mller-kva.example'], 'me@MÜLLER.example', true],
  [['zoë@example.org'], 'ZOE\u0308@example.org', true],
  [['@Example.org'], 'me@example.ORG', true],
  [['example.org'], 'me@sub.example.org', false],
  [['sam@example.org'], '\u017Fam@example.org', false],
  [['kim@example.org'], 'k\u0131m@example.org', false],
])('the allow-list %j has %s: %s', (allow, address, has) => expect(isAllowed(allow, address)).toBe(has));
