import { z } from 'zod';
import { parseParameters } from '../../../http/parse-parameters.ts';
import { stepOf } from '../../activity/resolutions.ts';
import { type ActivitySample, quantile } from '../../activity/sample.ts';
import { listSamples } from '../../store/activity-samples.ts';
import type { AdminRead } from '../action.ts';

/** How far back each span looks, and by which steps, minutes. */
const spans = {
  hours: { minutes: 1, back: 3 * 60 },
  day: { minutes: 10, back: 24 * 60 },
  fortnight: { minutes: 60, back: 14 * 24 * 60 },
  years: { minutes: 24 * 60, back: 2 * 365 * 24 * 60 },
} as const;

const query = z.object({ span: z.enum(['hours', 'day', 'fortnight', 'years']).default('hours') });

/** What the server did over time, and how much it holds. Steps in which it did not run are absent. */
export const activity: AdminRead = async (ctx, request) => {
  const { span } = parseParameters(query, request.query);
  const { minutes, back } = spans[span];
  const now = ctx.now();
  const samples = await listSamples(ctx.db.query, minutes, stepOf(minutes, now - back * 60_000));
  return { minutes, from: stepOf(minutes, now - back * 60_000), to: now, points: samples.map(pointOf) };
};

function pointOf({ at, sample }: { at: number; sample: ActivitySample }) {
  const { requests, durations, bytesSent, gauges } = sample;
  const routes: Record<string, number> = {};
  const statuses: Record<string, number> = {};
  for (const [route, counts] of Object.entries(requests)) {
    for (const [status, count] of Object.entries(counts)) {
      routes[route] = (routes[route] ?? 0) + count;
      statuses[status] = (statuses[status] ?? 0) + count;
    }
  }
  const seconds = (share: number) => quantile(durations, share);
  return { at, routes, statuses, median: seconds(0.5), p99: seconds(0.99), bytesSent, gauges };
}
