import { expect, it } from 'vitest';
import { signInOf } from './sign-in-of.ts';

const program = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
const event = (time: number, address: string, more = {}) => ({
  event: 'SignIn',
  time,
  address,
  program,
  ...{ browser: 'Firefox 153', os: 'Linux' },
  ...more,
});

it('a session is told apart by the nearest sign-in of the same program', () => {
  const events = [
    event(100_900, '203.0.113.3', { program: 'curl/8' }),
    event(100_500, '203.0.113.2'),
    event(130_000, '203.0.113.1'),
    event(100_600, '203.0.113.4', { event: 'SignInFailed' }),
  ];
  expect(signInOf({ createdTime: 101_000, userAgent: program }, events)?.address).toBe('203.0.113.2');
});

it('nothing is said where the history has nothing of it', () => {
  expect(signInOf({ createdTime: 1_000_000, userAgent: program }, [event(100, '203.0.113.1')])).toBeUndefined();
  expect(signInOf({ createdTime: 100, userAgent: 'curl/8' }, [event(100, '203.0.113.1')])).toBeUndefined();
});

it('a program whose header is too long for the history is found all the same', () => {
  const long = 'x'.repeat(300);
  const events = [event(100, '203.0.113.1', { program: long.slice(0, 255) })];
  expect(signInOf({ createdTime: 100, userAgent: long }, events)?.address).toBe('203.0.113.1');
});
