import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { batchOfReads, readAtTurnsEnd } from './turn.ts';

it('does what comes while others are done at the end of the next turn, as a batch of its own', async () => {
  const batches: (number | undefined)[] = [];
  readAtTurnsEnd(() => {
    batches.push(batchOfReads());
    readAtTurnsEnd(() => batches.push(batchOfReads()));
  });
  readAtTurnsEnd(() => batches.push(batchOfReads()));
  expect(batchOfReads()).toBeUndefined();
  for (let turns = 0; turns < 3; turns++) await nextTurn();
  expect(batches).toHaveLength(3);
  expect(batches[1]).toBe(batches[0]);
  expect(batches[2]).not.toBe(batches[0]);
});
