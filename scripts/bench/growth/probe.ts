import { setTimeout as sleep } from 'node:timers/promises';
import type { Family } from '../floor/family.ts';
import { quantile } from '../median.ts';
import { payload } from '../records.ts';
import { BenchUser } from '../user.ts';

/** How long a small read and a small write took while something else ran; milliseconds. */
export interface Probed {
  seconds: number;
  median: number;
  longest: number;
}

/** Runs `work` while one user reads and writes every few milliseconds. */
export async function probeDuring(family: Family, uid: number, work: () => Promise<unknown>): Promise<Probed> {
  const user = new BenchUser(family, uid);
  await user.get('/info/collections');
  const startedAt = performance.now();
  let isOver = false;
  const done = work().finally(() => {
    isOver = true;
  });
  const times: number[] = [];
  while (!isOver) {
    times.push((await user.get('/info/collections')).milliseconds);
    times.push((await user.put('/storage/prefs/probe', { payload: payload(600) })).milliseconds);
    await sleep(15);
  }
  await done;
  user.close();
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, median: quantile(times, 0.5), longest: Math.max(...times) };
}
