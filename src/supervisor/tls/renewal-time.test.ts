import { expect, it } from 'vitest';
import { leastService, renewAfterLifetime } from './renewal-time.ts';

const day = 86_400_000;

it('renews after two thirds of a long life and half of a short one', () => {
  expect(renewAfterLifetime({ notBefore: 0, notAfter: 90 * day })).toBe(60 * day);
  expect(renewAfterLifetime({ notBefore: 0, notAfter: 45 * day })).toBe(30 * day);
  expect(renewAfterLifetime({ notBefore: 0, notAfter: 6 * day })).toBe(3 * day);
});

it('keeps a fresh certificate for a sixth of its life, a day at most', () => {
  expect(leastService({ notBefore: 0, notAfter: 90 * day })).toBe(day);
  expect(leastService({ notBefore: 0, notAfter: 3 * day })).toBe(day / 2);
});
