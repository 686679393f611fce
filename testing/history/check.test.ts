import { expect, it } from 'vitest';
import { check, type Look, type Write } from './check.ts';
import { remove, removeCollection, removeEverything, type State, write } from './state.ts';

const put = (stamp: number, from: number, to: number, more: Partial<Write> = {}): Write => ({
  ...{ stamp, from, to, words: `PUT ${stamp}` },
  change: write('tabs', [{ id: 'a', payload: String(stamp) }]),
  ...more,
});
const payload = ({ collections }: State) => collections.get('tabs')?.records.get('a')?.payload;
const get = (told: string | undefined, from: number, to: number): Look => ({
  ...{ from, to, words: `GET ${told}` },
  fits: (state) => payload(state) === told,
});

it('takes answers of things that went on at the same time in any order', () => {
  const writes = [put(10, 0, 5), put(20, 6, 20)];
  for (const told of ['10', '20']) expect(check({ writes, looks: [get(told, 7, 8)] })).toEqual([]);
  expect(check({ writes, looks: [get(undefined, 0, 4), get('10', 1, 3), get('20', 7, 9), get('20', 10, 11)] })).toEqual([]);
  expect(check({ writes: [put(20, 0, 9), put(10, 1, 8)], looks: [get('20', 10, 11)] })).toEqual([]);
});

it('finds an answer from before what was acknowledged', () => {
  const writes = [put(10, 0, 5), put(20, 6, 8)];
  expect(check({ writes, looks: [get('10', 9, 10)] })).toEqual([
    'GET 10: so it was before 20, which had been seen or acknowledged by then',
  ]);
});

it('finds an answer from before what another reader had been told', () => {
  const writes = [put(10, 0, 5), put(20, 6, 20)];
  expect(check({ writes, looks: [get('20', 7, 8), get('10', 9, 10)] })).toHaveLength(1);
  expect(check({ writes, looks: [get('10', 7, 8), get('20', 9, 10)] })).toEqual([]);
});

it('finds an answer that was never true, or not yet', () => {
  const writes = [put(10, 0, 5), put(20, 16, 20)];
  expect(check({ writes, looks: [get('15', 6, 7)] })).toEqual(['GET 15: so it never was']);
  expect(check({ writes, looks: [get('20', 6, 7)] })).toEqual([
    'GET 20: so it was only from 20 on, which was asked for later',
  ]);
});

it('finds stamps that don’t rise with time, and a write on a condition that did not hold', () => {
  expect(check({ writes: [put(20, 0, 5), put(10, 6, 8)], looks: [] })).toHaveLength(1);
  expect(check({ writes: [put(10, 0, 5), put(10, 3, 8)], looks: [] })).toHaveLength(1);
  const onlyFirst = (before: State) => payload(before) === undefined;
  expect(check({ writes: [put(10, 0, 5), put(20, 6, 8, { condition: onlyFirst })], looks: [] })).toHaveLength(1);
  expect(check({ writes: [put(10, 0, 5, { condition: onlyFirst })], looks: [] })).toEqual([]);
});

it('knows what each kind of write leaves', () => {
  const records = ['a', 'b'].map((id) => ({ id, payload: 'x' }));
  const full = write('tabs', records)({ modified: 0, collections: new Map() }, 10);
  expect(full.collections.get('tabs')).toMatchObject({ modified: 10, records: { size: 2 } });
  expect(remove('tabs', ['a', 'c'])(full, 20).collections.get('tabs')).toMatchObject({ modified: 20, records: { size: 1 } });
  expect(remove('meta', ['a'])(full, 20)).toEqual({ ...full, modified: 20 });
  expect(removeCollection('tabs')(full, 20)).toEqual({ modified: 20, collections: new Map() });
  expect(removeEverything(full, 20)).toEqual({ modified: 20, collections: new Map() });
});
