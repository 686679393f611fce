import { setTimeout as sleep } from 'node:timers/promises';
import type { Setup } from './measure.ts';
import { median } from './median.ts';
import { records } from './records.ts';
import { BenchUser } from './user.ts';

/** Median times of single requests, in milliseconds, at one size of the database. */
export interface GrowthStep {
  users: number;
  records: number;
  info: number;
  page: number;
  put: number;
  post: number;
}

const samples = 40;
const firstUid = 2_000_000_000;

/**
 * Measures the same four requests while the database grows, first by users with ten records each, then by records of the
 * one who is measured. Flat lines are what is wanted.
 *
 * @param full - Goes up to 10,000 users and 1,000,000 records; else to a tenth of both.
 */
export async function growth(setup: Setup, full: boolean): Promise<GrowthStep[]> {
  const measured = new BenchUser(setup, firstUid);
  await measured.post('/storage/col', records(1000));
  const steps: GrowthStep[] = [];
  let users = 0;
  for (const target of full ? [10, 100, 1000, 10_000] : [10, 100, 1000]) {
    await addUsers(setup, users, target);
    users = target;
    steps.push({ users, records: 1000, ...(await sample(measured)) });
  }
  let count = 1000;
  for (const target of full ? [10_000, 100_000, 1_000_000] : [10_000, 100_000]) {
    for (; count < target; count += 1000) await measured.post('/storage/col', records(1000));
    steps.push({ users, records: count, ...(await sample(measured)) });
  }
  measured.close();
  return steps;
}

async function addUsers(setup: Setup, from: number, to: number): Promise<void> {
  const lanes = Array.from({ length: 8 }, async (_, lane) => {
    for (let i = from + lane; i < to; i += 8) {
      const user = new BenchUser(setup, firstUid + 1 + i);
      await user.post('/storage/col', records(10));
      user.close();
    }
  });
  await Promise.all(lanes);
}

/** A user's stamps may run a second ahead of the clock before writes are slowed down; this lets the clock catch up. */
const catchUp = () => sleep(1500);

async function sample(user: BenchUser) {
  await catchUp();
  return {
    info: await medianOf(() => user.get('/info/collections')),
    page: await medianOf(() => user.get('/storage/col?full=1&limit=100')),
    put: await medianOf(() => user.put('/storage/other/1', { payload: 'x' })),
    post: await medianOf(() =>
      user.post(
        '/storage/other',
        records(10).map((one, i) => ({ ...one, id: `r${i}` })),
      ),
    ),
  };
}

async function medianOf(request: () => Promise<{ milliseconds: number }>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < samples; i++) times.push((await request()).milliseconds);
  return median(times);
}
