import { expect, it } from 'vitest';
import { timeAgo } from './time.ts';

it.each([
  [0, 'now'],
  [59_000, 'now'],
  [61_000, '1 minute ago'],
  [3 * 3_600_000, '3 hours ago'],
  [86_400_000, 'yesterday'],
  [30 * 604_800_000, '6 months ago'],
  [-5000, 'now'],
])('%i ms ago reads "%s"', (passed, words) => {
  expect(timeAgo(1e12 - passed, 1e12, 'en')).toBe(words);
});
