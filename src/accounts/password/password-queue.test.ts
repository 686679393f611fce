import { expect, it } from 'vitest';
import { createPasswordQueue } from './password-queue.ts';

it('runs a few at a time in order, and refuses with 503 when too many wait', async () => {
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const started: string[] = [];
  const queue = createPasswordQueue({
    running: 2,
    waiting: 2,
    stretch: async (authPW) => {
      started.push(authPW);
      most = Math.max(most, ++running);
      await new Promise<void>((resolve) => ends.push(resolve));
      running--;
      return { verifyHash: authPW, wrapWrapKey: '' };
    },
  });
  const jobs = ['a', 'b', 'c', 'd'].map((authPW) => queue.stretch(authPW, ''));
  await expect(queue.stretch('e', '')).rejects.toMatchObject({
    status: 503,
    errno: 201,
    headers: { 'Retry-After': '5' },
  });
  for (let i = 0; i < 4; i++) {
    while (ends.length === 0) await new Promise((resolve) => setImmediate(resolve));
    ends.shift()!();
  }
  expect((await Promise.all(jobs)).map((result) => result.verifyHash)).toEqual(['a', 'b', 'c', 'd']);
  expect({ most, started }).toEqual({ most: 2, started: ['a', 'b', 'c', 'd'] });
});

it('goes on after a failure', async () => {
  let fails = true;
  const queue = createPasswordQueue({
    running: 1,
    stretch: async () => {
      if (fails) throw new Error('no memory');
      return { verifyHash: 'fine', wrapWrapKey: '' };
    },
  });
  await expect(queue.stretch('', '')).rejects.toThrow('no memory');
  fails = false;
  expect((await queue.stretch('', '')).verifyHash).toBe('fine');
});
