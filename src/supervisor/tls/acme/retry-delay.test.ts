import { expect, it } from 'vitest';
import { retryDelay } from './retry-delay.ts';

const minute = 60_000;
const connection = { type: 'connection', detail: '' };

it('doubles up to six hours', () => {
  expect([1, 2, 3, 7, 8, 50].map((failures) => retryDelay(failures, connection, 0) / minute)).toEqual([
    5, 10, 20, 320, 360, 360,
  ]);
});

it("fails less than Let's Encrypt's five times an hour", () => {
  let time = 0;
  const tries = [0, 1, 2, 3, 4].map((failures) => {
    if (failures > 0) time += retryDelay(failures, connection, 0);
    return time;
  });
  expect(tries.at(-1)! - tries[0]!).toBeGreaterThan(60 * minute);
});

it('waits as long as the authority asks, and an hour when a rate limit names no time', () => {
  expect(retryDelay(1, { type: 'rateLimited', detail: '' }, 0)).toBe(60 * minute);
  expect(retryDelay(1, { type: 'rateLimited', detail: '', retryAfter: 90 * minute }, 0)).toBe(90 * minute);
});
