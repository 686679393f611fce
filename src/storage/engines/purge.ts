import { setTimeout as sleep } from 'node:timers/promises';
import type { PurgeReport } from '../engine.ts';
import { type Stamp, stampOf } from '../stamp.ts';
import type { SizeChange } from './checks.ts';
import { batchLife } from './settings.ts';
import { chargeOf } from './sql/charge.ts';

/** Rows that one transaction of a purge removes at most. */
export const purgeChunk = 500;

/** Milliseconds that a purge rests at most after a step, which is usually shorter. */
const longestRest = 100;

/** The small transactions that a purge consists of; each engine has its own. */
export interface PurgeSteps {
  /** For how many users steps may run at the same time: where they share a transaction then, and its sync of the disk. */
  usersAtOnce: number;
  /** The next users in order of uid, whether each has records that ended, and whether versions of records are kept. */
  usersAfter(uid: number, now: Stamp): Promise<{ uid: number; hasExpired: boolean; keepsVersions: boolean }[]>;
  /** Removes some records that ended, under the user's lock; tells how many. */
  purgeExpired(uid: number, now: Stamp): Promise<number>;
  /** Removes versions of records that are too old or too many. */
  trimVersions(uid: number, now: Stamp): Promise<void>;
  /** Some batches that began before `cut`. */
  batchesBefore(cut: Stamp): Promise<{ uid: number; batch: string }[]>;
  /** Removes some records of a batch; tells how many. */
  purgeStaged(uid: number, batch: string): Promise<number>;
  dropBatch(uid: number, batch: string): Promise<void>;
  /** Removes some records, versions and batch records of a user; tells how many. */
  purgeUser(uid: number): Promise<number>;
  /** Removes what is left of a user. */
  dropUser(uid: number): Promise<void>;
  /** Lets the database file shrink, if it can. */
  giveSpaceBack(): Promise<void>;
}

/**
 * Removes expired records and batches that nobody committed, a few hundred rows a transaction and with rests between, so that
 * syncs hardly notice (sync15.md §15).
 *
 * @param now - Milliseconds.
 */
export async function purge(steps: PurgeSteps, now: number): Promise<PurgeReport> {
  const report: PurgeReport = { records: 0, batches: 0 };
  const stamp = stampOf(now);
  let users = await steps.usersAfter(-1, stamp);
  while (users.length > 0) {
    const withExpired = users.filter(({ hasExpired }) => hasExpired);
    for (let i = 0; i < withExpired.length; i += steps.usersAtOnce) {
      const some = withExpired.slice(i, i + steps.usersAtOnce);
      const removed = await Promise.all(some.map(({ uid }) => untilLess(() => steps.purgeExpired(uid, stamp))));
      report.records += removed.reduce((sum, one) => sum + one, 0);
    }
    for (const { uid } of users.filter(({ keepsVersions }) => keepsVersions)) await steps.trimVersions(uid, stamp);
    users = await steps.usersAfter(users.at(-1)!.uid, stamp);
  }
  let batches = await steps.batchesBefore(stamp - batchLife);
  while (batches.length > 0) {
    for (const { uid, batch } of batches) {
      await untilLess(() => steps.purgeStaged(uid, batch));
      await steps.dropBatch(uid, batch);
    }
    report.batches += batches.length;
    batches = await steps.batchesBefore(stamp - batchLife);
  }
  await steps.giveSpaceBack();
  return report;
}

/** Removes everything of a user; cut off half way, it can be started again, since the user's row goes last. */
export async function deleteUser(steps: PurgeSteps, uid: number): Promise<void> {
  while ((await restAfter(() => steps.purgeUser(uid))) > 0);
  await steps.dropUser(uid);
}

/** Repeats a step until it did less than a chunk; gives the sum. */
async function untilLess(step: () => Promise<number>): Promise<number> {
  for (let sum = 0; ; ) {
    const done = await restAfter(step);
    sum += done;
    if (done < purgeChunk) return sum;
  }
}

/**
 * Does a step and then rests for as long as it took: a sync that comes meanwhile finds the database and its disk free, and waits
 * for one step at most.
 */
export async function restAfter<T>(step: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await step();
  await sleep(Math.min(performance.now() - startedAt, longestRest));
  return result;
}

/** An expired record that was removed. */
export interface ExpiredRow {
  collection: string;
  size: number;
}

/** Sums what was removed, by collection. */
export function sizesByCollection(rows: ExpiredRow[]): Map<string, SizeChange> {
  const sizes = new Map<string, SizeChange>();
  for (const { collection, size } of rows) {
    const sum = sizes.get(collection) ?? { bytes: 0, charge: 0 };
    sizes.set(collection, { bytes: sum.bytes + size, charge: sum.charge + chargeOf(size) });
  }
  return sizes;
}
