import { expect, it } from 'vitest';
import { createAddressCounter } from './address-counter.ts';

it('counts by network within windows that begin with the first event', () => {
  let time = 0;
  const counter = createAddressCounter(2, 1000, () => time);
  expect(counter.isSpent('a')).toBe(false);
  expect([counter.take('a'), counter.take('a'), counter.take('a')]).toEqual([true, true, false]);
  expect([counter.isSpent('a'), counter.isSpent('b'), counter.take('b')]).toEqual([true, false, true]);
  time = 999;
  expect(counter.take('a')).toBe(false);
  time = 1000;
  expect([counter.isSpent('a'), counter.take('a')]).toEqual([false, true]);
});

it('tells who has had their share, and lets them begin anew', () => {
  let time = 0;
  const counter = createAddressCounter(2, 1000, () => time);
  counter.take('a');
  counter.take('a');
  counter.take('b');
  time = 400;
  expect(counter.spent()).toEqual([{ network: 'a', left: 600 }]);
  counter.forget('a');
  expect([counter.spent(), counter.take('a')]).toEqual([[], true]);
});

it('remembers a bounded number of networks, and forgets the oldest', () => {
  const counter = createAddressCounter(1, 1000, () => 0);
  counter.take('first');
  for (let i = 0; i < 60_000; i++) counter.take(`network ${i}`);
  expect(counter.isSpent('network 59999')).toBe(true);
  expect(counter.isSpent('first')).toBe(false);
});
