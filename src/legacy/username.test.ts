import { expect, it } from 'vitest';
import { isMailAddress, usernameOf, usernamesOf } from './username.ts';

it.each([
  ['joe@example.com', 'ygnnfxzibkwbjuzqhk4nxqrjhd2q5bl6'],
  [' Test@TEST.com ', 'u2wqblarhim5su7pxemcbwdyryrghmuk'],
  ['Joe.Plain_1-x', 'joe.plain_1-x'],
])('makes of %s the name %s (sync11.md §1.1)', (account, name) => {
  expect(usernameOf(account)).toBe(name);
});

it('knows both names of an address beyond ASCII (sync11.md §1.1)', () => {
  expect(usernamesOf('Françios@valid.test')).toEqual([
    'e7erlex7nbimfchyppfcmiucp764njze',
    'ym3nccfhvptfrhn7nkhhyvzgf2yl7r5y',
  ]);
  expect(usernamesOf('joe@example.com')).toHaveLength(1);
});

it.each([
  ['a+b@c.org', true],
  ['first.last@mail.example.museum', true],
  ['joe@192.168.1.10', true],
  ['grüße@bücher.example', true],
  ['tarek@moz', false],
  ['joe', false],
  ['@example.org', false],
  ['joe@', false],
  ['joe@@example.org', false],
  ['joe smith@example.org', false],
  ['joe@example.o', false],
  ['joe@192.168.1.300', false],
  ['joe@example.org\r\nBcc: x@example.org', false],
  [`${'a'.repeat(260)}@example.org`, false],
])('%s is a mail address: %s (sync11.md §1.4)', (text, expected) => {
  expect(isMailAddress(text)).toBe(expected);
});
