import { expect, it } from 'vitest';
import { renewAfterLifetime } from './renewal-time.ts';

const day = 86_400_000;

it('renews after two thirds of a long life and half of a short one', () => {
  expect(renewAfterLifetime({ notBefore: 0, notAfter: 90 * day })).toBe(60 * day);
  expect(renewAfterLifetime({ notBefore: 0, notAfter: 45 * day })).toBe(30 * day);
  expect(renewAfterLifetime({ notBefore: 0, notAfter: 6 * day })).toBe(3 * day);
});
