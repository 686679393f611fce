import { setTimeout as sleep } from 'node:timers/promises';
import { type Family, startHelper } from '../floor/family.ts';
import { records } from '../records.ts';
import { settle } from '../scenarios.ts';
import { BenchUser } from '../user.ts';

/** Milliseconds that single requests took, alone and beside the heavy users. */
export interface MixedTimes {
  quiet: Times;
  loaded: Times;
  /** How often the two heavy users came to an end meanwhile. */
  heavy: { reads: number; uploads: number };
}

export interface Times {
  reads: number[];
  writes: number[];
}

const users = 32;

/** Milliseconds. Both kinds of time take turns, so that whatever else the machine does meets both. */
const turn = 5000;
const warmUp = 3000;
const longestPause = 800;

/** Measures in `rounds` turns of each kind; the user who reads much has so many records. */
export async function measureMixed(
  family: Family,
  { rounds, records: size }: { rounds: number; records: number },
): Promise<MixedTimes> {
  const firstUid = 1_500_000_000 + Math.floor(Math.random() * 1_000_000);
  const args = [family.url, family.masterSecret, String(firstUid), String(size)];
  const heavy = await startHelper<{ reads: number; uploads: number }>('mixed/heavy-process.ts', args);
  const syncing = Array.from({ length: users }, (_, i) => new BenchUser(family, firstUid + 10 + i));
  for (const user of syncing) await settle(user);
  await sync(syncing, warmUp);
  const result: MixedTimes = { quiet: empty(), loaded: empty(), heavy: { reads: 0, uploads: 0 } };
  for (let round = 0; round < rounds; round++) {
    add(result.quiet, await sync(syncing, turn));
    await heavy.ask({ work: 'on' });
    await sleep(300);
    add(result.loaded, await sync(syncing, turn));
    const { reads, uploads } = await heavy.ask({ work: 'off' });
    result.heavy.reads += reads;
    result.heavy.uploads += uploads;
    await sleep(1000);
  }
  for (const user of syncing) user.close();
  heavy.stop();
  return result;
}

const empty = (): Times => ({ reads: [], writes: [] });

function add(sum: Times, { reads, writes }: Times): void {
  sum.reads.push(...reads);
  sum.writes.push(...writes);
}

/** Lets all of them sync again and again, with pauses, for so many milliseconds. */
async function sync(syncing: BenchUser[], milliseconds: number): Promise<Times> {
  const times = empty();
  const end = performance.now() + milliseconds;
  const one = async (user: BenchUser) => {
    await sleep(Math.random() * longestPause);
    while (performance.now() < end) {
      await incrementalSync(user, times);
      await sleep(Math.random() * longestPause);
    }
  };
  await Promise.all(syncing.map(one));
  return times;
}

async function incrementalSync(user: BenchUser, { reads, writes }: Times): Promise<void> {
  for (const path of ['/info/collections', '/info/configuration', '/storage/clients?full=1&limit=1000']) {
    reads.push((await user.get(path)).milliseconds);
  }
  reads.push((await user.get('/storage/history?full=1&newer=9999999999&sort=newest&limit=5000')).milliseconds);
  for (const [name, count, bytes] of [
    ['history', 5, 650],
    ['tabs', 1, 8000],
  ] as const) {
    const body = records(count, bytes, 5_184_000);
    writes.push((await user.post(`/storage/${name}?batch=true&commit=true`, body)).milliseconds);
  }
}
