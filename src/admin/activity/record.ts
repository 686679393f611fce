import type { Database } from '../../database/database.ts';
import { withLease } from '../../database/lease.ts';
import { countActiveUsers } from '../store/active-users.ts';
import { dropSamplesBefore, readSamples, writeSample } from '../store/activity-samples.ts';
import { resolutions, stepOf } from './resolutions.ts';
import { type ActivityGauges, type ActivitySample, joinActivity, noActivity } from './sample.ts';

/** What writing activity down depends on. */
export interface RecordContext {
  db: Database;
  storage: { sizes(): Promise<{ collection: string; bytes: number }[]> };
  now: () => number;
}

const hour = 3_600_000;

/** A measurement that took so long, ms, is made every ten minutes only. */
const slow = 200;
let lastTook = 0;

/**
 * Adds what happened since the last time to the present step of every resolution, and forgets what is too old. Several appliances on one
 * database take turns, and each adds its own.
 *
 * @param sample - Counted by the supervisor.
 * @throws {LeaseTakenError} When another appliance keeps the lease for long.
 */
export async function recordActivity(ctx: RecordContext, sample: ActivitySample): Promise<object> {
  const now = ctx.now();
  const isDue = lastTook < slow || Math.floor(now / 60_000) % 10 === 0;
  const gauges = isDue ? await measure(ctx, now) : undefined;
  await withLease(
    ctx.db,
    'activity',
    () =>
      ctx.db.transaction(async (tx) => {
        const steps = resolutions.map(({ minutes }) => ({ minutes, at: stepOf(minutes, now) }));
        const known = await readSamples(tx, steps);
        for (const step of steps) {
          const before = known.get(`${step.minutes} ${step.at}`);
          await writeSample(ctx.db, tx, step, joinActivity(before ?? noActivity(), { ...sample, gauges }));
        }
        for (const { minutes, kept } of resolutions) await dropSamplesBefore(tx, minutes, now - kept * 60_000);
      }),
    { patience: 20 },
  );
  return {};
}

async function measure({ db, storage }: RecordContext, now: number): Promise<ActivityGauges> {
  const startedAt = performance.now();
  const [usersOfHour, usersOfDay, databaseBytes, sizes] = await Promise.all([
    countActiveUsers(db.query, now - hour),
    countActiveUsers(db.query, now - 24 * hour),
    db.engine.size(db.query),
    storage.sizes(),
  ]);
  const collections: Record<string, number> = {};
  for (const { collection, bytes } of sizes) collections[collection] = (collections[collection] ?? 0) + bytes;
  lastTook = performance.now() - startedAt;
  return { usersOfHour, usersOfDay, databaseBytes, collections };
}
