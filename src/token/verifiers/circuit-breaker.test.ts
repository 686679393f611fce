import { expect, it } from 'vitest';
import { circuitBreaker } from './circuit-breaker.ts';

it('a circuit breaker opens after failures in a row, and then lets one try through after each rest', () => {
  let now = 0;
  const breaker = circuitBreaker({ failures: 2, rest: 100, now: () => now });
  expect(breaker.failed()).toBe(false);
  breaker.succeeded();
  expect(breaker.failed()).toBe(false);
  expect(breaker.mayTry()).toBe(true);
  expect(breaker.failed()).toBe(true);
  expect(breaker.mayTry()).toBe(false);
  now = 100;
  expect(breaker.mayTry()).toBe(true);
  expect(breaker.mayTry()).toBe(false);
  expect(breaker.failed()).toBe(false);
  now = 199;
  expect(breaker.mayTry()).toBe(false);
  now = 200;
  expect(breaker.mayTry()).toBe(true);
  breaker.succeeded();
  expect([breaker.mayTry(), breaker.mayTry()]).toEqual([true, true]);
});
