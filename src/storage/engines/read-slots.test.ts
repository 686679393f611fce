import { expect, it } from 'vitest';
import { downloadLimits } from '../download-limits.ts';
import { ReadSlots } from './read-slots.ts';

const small = { ...downloadLimits, slots: 4, waiting: 5, waitingPerUser: 2, patience: 20 };
const refused = { reason: 'too many downloads' };

it('gives no user more than a share, and nobody a second one while places are scarce', async () => {
  const slots = new ReadSlots(small);
  await slots.take(1);
  await slots.take(1);
  await expect(slots.take(1)).rejects.toMatchObject(refused);
  await slots.take(2);
  // One is free, and kept for somebody who has none.
  await expect(slots.take(2)).rejects.toMatchObject(refused);
  await slots.take(3);
  await expect(slots.take(4)).rejects.toMatchObject(refused);
});

it('refuses at once when too many wait, of one user or altogether', async () => {
  const slots = new ReadSlots({ ...small, patience: 60_000 });
  const releases = await Promise.all([1, 2, 3, 4].map((uid) => slots.take(uid)));
  const waiting = [5, 5, 6, 6].map((uid) => slots.take(uid));
  await expect(slots.take(5)).rejects.toMatchObject(refused);
  waiting.push(slots.take(7));
  await expect(slots.take(8)).rejects.toMatchObject(refused);
  for (const release of releases) release();
  await Promise.all(waiting.map(async (one) => (await one)()));
});

it('serves those first who have least, then those who came first; a place given back twice counts once', async () => {
  const slots = new ReadSlots({ ...small, slots: 5, patience: 60_000 });
  const order: string[] = [];
  const take = (uid: number, name: string) =>
    slots.take(uid).then((release) => {
      order.push(name);
      return release;
    });
  const [a, b] = [await take(1, 'a1'), await take(1, 'a2')];
  const rest = [await take(2, 'b'), await take(3, 'c'), await take(4, 'd')];
  const third = take(1, 'a3');
  const late = take(5, 'e');
  rest[0]!();
  rest[0]!();
  const e = await late;
  expect(order.at(-1)).toBe('e');
  a();
  b();
  rest[1]!();
  (await third)();
  expect(order.at(-1)).toBe('a3');
  e();
  rest[2]!();
  // All five are free again.
  await Promise.all([6, 7, 8, 9, 10].map((uid) => take(uid, '')));
});
