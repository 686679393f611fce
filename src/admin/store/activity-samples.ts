import type { Database, Queries } from '../../database/database.ts';
import type { ActivitySample } from '../activity/sample.ts';

/** Names one row: the minutes of its step, and when that began, ms. */
export interface ActivityStep {
  minutes: number;
  at: number;
}

/** Reads the rows of some steps, by `minutes at`. */
export async function readSamples(db: Queries, steps: ActivityStep[]): Promise<Map<string, ActivitySample>> {
  const rows = await db
    .selectFrom('activity_samples')
    .selectAll()
    .where((eb) => eb.or(steps.map(({ minutes, at }) => eb.and({ minutes, at }))))
    .execute();
  return new Map(rows.map(({ minutes, at, data }) => [`${minutes} ${at}`, JSON.parse(data) as ActivitySample]));
}

/** Writes a row, in place of what is there. */
export async function writeSample(
  { engine }: Pick<Database, 'engine'>,
  db: Queries,
  step: ActivityStep,
  sample: ActivitySample,
): Promise<void> {
  const data = JSON.stringify(sample);
  const insert = db.insertInto('activity_samples').values({ ...step, data });
  await engine.orChange(insert, ['minutes', 'at'], { data }).execute();
}

/** Lists the rows of a resolution since a moment, ms, oldest first. */
export async function listSamples(
  db: Queries,
  minutes: number,
  since: number,
): Promise<{ at: number; sample: ActivitySample }[]> {
  const rows = await db
    .selectFrom('activity_samples')
    .select(['at', 'data'])
    .where('minutes', '=', minutes)
    .where('at', '>=', since)
    .orderBy('at')
    .execute();
  return rows.map(({ at, data }) => ({ at: Number(at), sample: JSON.parse(data) as ActivitySample }));
}

/** Deletes the rows of a resolution from before a moment, ms. */
export async function dropSamplesBefore(db: Queries, minutes: number, before: number): Promise<void> {
  await db.deleteFrom('activity_samples').where('minutes', '=', minutes).where('at', '<', before).execute();
}
