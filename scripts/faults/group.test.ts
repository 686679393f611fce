import { expect, it } from 'vitest';
import { Findings } from './findings.ts';
import { RecordGroup, type Stored } from './group.ts';

// A campaign that can't find anything would be green for ever.
const pair = (...payloads: (string | [string, number] | undefined)[]): Stored =>
  new Map(
    payloads.flatMap((each, i) => {
      if (each === undefined) return [];
      const [payload, modified] = typeof each === 'string' ? [each, 2] : each;
      return [[`r${i}`, { payload, modified }] as const];
    }),
  );

function seen(stored: Stored, tried: (string | null)[] = []) {
  const findings = new Findings();
  const group = new RecordGroup('col', ['r0', 'r1']);
  group.acknowledged('new', 2);
  for (const payload of tried) group.unanswered(payload);
  group.check(stored, findings);
  const { counts } = findings;
  return (Object.keys(counts) as (keyof typeof counts)[]).filter((harm) => counts[harm] > 0);
}

it('what was acknowledged and is there is well', () => {
  expect(seen(pair('new', 'new'))).toEqual([]);
});

it('what is there by half is torn', () => {
  expect(seen(pair('new', undefined))).toEqual(['torn']);
  expect(seen(pair('new', 'old'))).toEqual(['torn']);
  expect(seen(pair(['new', 2], ['new', 3]))).toEqual(['torn']);
});

it('what is gone, or older again, is lost', () => {
  expect(seen(pair())).toEqual(['lost']);
  expect(seen(pair(['old', 1], ['old', 1]))).toEqual(['lost']);
  expect(seen(pair(['tried', 1], ['tried', 1]), ['tried'])).toEqual(['lost']);
});

it('what has another stamp than was told was done twice', () => {
  expect(seen(pair(['new', 3], ['new', 3]))).toEqual(['doubled']);
});

it('what was not answered may be done or not', () => {
  expect(seen(pair('new', 'new'), ['tried', null])).toEqual([]);
  expect(seen(pair(['tried', 3], ['tried', 3]), ['tried'])).toEqual([]);
  expect(seen(pair(), [null])).toEqual([]);
});
