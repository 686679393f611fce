import fc from 'fast-check';

/** What a client does, and which worker it asks: a number that is taken modulo their count. */
export type Step = { worker: number } & (
  | { does: 'put' | 'look at record' | 'delete record'; collection: string; id: string; onCondition: boolean }
  | { does: 'post' | 'batch' | 'delete records'; collection: string; ids: string[] }
  | { does: 'look at page' | 'look at page since' | 'look at ids' | 'look at all'; collection: string }
  | { does: 'look at stamps' | 'look at stamps since' | 'look at counts' | 'delete everything' }
  | { does: 'delete collection'; collection: string }
);

const worker = fc.nat(5);
// Few of each, so that clients meet.
const collection = fc.constantFrom('clients', 'tabs');
const id = fc.constantFrom('a', 'b', 'c', 'd');
const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 4 });
const just = <T extends string>(...does: T[]) => fc.constantFrom(...does);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      ...{ worker, collection, id, onCondition: fc.boolean() },
      does: just('put', 'put', 'look at record', 'delete record'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ worker, collection, ids, does: just('post', 'batch', 'delete records') }) },
  {
    weight: 12,
    arbitrary: fc.record({
      ...{ worker, collection },
      does: just('look at page', 'look at page', 'look at page since', 'look at ids', 'look at all'),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({ worker, does: just('look at stamps', 'look at stamps', 'look at stamps since', 'look at counts') }),
  },
  { weight: 1, arbitrary: fc.record({ worker, collection, does: just('delete collection') }) },
  { weight: 1, arbitrary: fc.record({ worker, collection, does: just('delete everything') }) },
);

/**
 * Makes up what clients of one user do.
 *
 * @param seed - The same steps come of the same seed.
 * @returns A list for each client.
 */
export function programs(seed: number, { clients, steps }: { clients: number; steps: number }): Step[][] {
  const one = fc.array(step, { minLength: steps, maxLength: steps, size: 'max' });
  return fc.sample(one, { seed, numRuns: clients });
}
