import { afterEach, expect, it, vi } from 'vitest';
import { StampLooks } from './stamp-looks.ts';

afterEach(() => void vi.useRealTimers());

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** 100 users who ask at once, of whom two statements take 64 along; what becomes of each, and the statements. */
async function askMany() {
  vi.useFakeTimers({ toFake: ['performance'] });
  const sent: { values: number[]; answer: PromiseWithResolvers<never[]> }[] = [];
  const looks = new StampLooks((_sql, values) => {
    const answer = Promise.withResolvers<never[]>();
    sent.push({ values, answer });
    return answer.promise;
  });
  const outcomes = Array.from({ length: 100 }, (_, uid) =>
    looks.of(uid).then(
      () => 'told',
      ({ message }: Error) => message,
    ),
  );
  for (let turns = 0; turns < 3; turns++) await turn();
  expect(sent).toHaveLength(2);
  return { sent, outcomes };
}

it('a database that is silent is waited for once, also by those who wait behind others', async () => {
  const { sent, outcomes } = await askMany();
  vi.advanceTimersByTime(8000);
  for (const { answer } of sent) answer.reject(new Error('silent'));
  expect(new Set(await Promise.all(outcomes))).toEqual(new Set(['silent']));
  expect(sent).toHaveLength(2);
});

it('a connection that breaks takes only those along whose statement it was', async () => {
  const { sent, outcomes } = await askMany();
  sent[0]!.answer.reject(new Error('broken'));
  await expect.poll(() => sent).toHaveLength(3);
  for (const { answer } of sent.slice(1)) answer.resolve([]);
  await expect.poll(() => sent).toHaveLength(4);
  sent[3]!.answer.resolve([]);
  const told = await Promise.all(outcomes);
  expect(told.filter((outcome) => outcome === 'broken')).toHaveLength(32);
  expect(told.filter((outcome) => outcome === 'told')).toHaveLength(68);
});
