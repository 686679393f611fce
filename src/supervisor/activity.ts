import { type ActivitySample, durationBounds, joinActivity, noActivity } from '../admin/activity/sample.ts';
import type { MetricsSnapshot } from '../metrics/metrics.ts';
import type { Jobs } from './jobs.ts';
import type { MetricsHub } from './metrics-hub.ts';
import type { ScheduledJob } from './schedule.ts';
import type { WorkerProcess } from './worker-process.ts';

const duration = 'foxden_http_request_duration_seconds';

/** Routes whose answers last as long as somebody listens; that says nothing about how fast the server is. */
const endless = ['/admin/api/events'];

/**
 * Writes down every minute what the workers have done since the last time, for the administrator's charts. What could not be
 * written, because the database was away, is written with the next.
 */
export function activityJob(metrics: Pick<MetricsHub, 'requests'>, jobs: Pick<Jobs, 'run'>): ScheduledJob {
  const known = new WeakMap<WorkerProcess, ActivitySample>();
  let waiting = noActivity();

  return {
    name: 'activity',
    at: '* * * * *',
    spread: 0,
    async run() {
      for (const [worker, snapshot] of await metrics.requests()) {
        const all = activityOf(snapshot);
        waiting = joinActivity(waiting, since(known.get(worker), all));
        known.set(worker, all);
      }
      const sample = waiting;
      waiting = noActivity();
      try {
        return await jobs.run('activity', { input: sample });
      } catch (error) {
        waiting = joinActivity(sample, waiting);
        throw error;
      }
    },
  };
}

/** What a worker has done since it was started. */
export function activityOf(snapshot: MetricsSnapshot): ActivitySample {
  const sample = noActivity();
  for (const { labels, value, metricName } of valuesOf(snapshot, duration)) {
    const { method, route, status, le } = labels;
    if (metricName === `${duration}_count`) {
      add(sample.requests, `${method} ${route}`, String(status), value);
    } else if (metricName === `${duration}_bucket` && !endless.includes(String(route))) {
      const bound = durationBounds.indexOf(Number(le));
      sample.durations[bound === -1 ? durationBounds.length : bound]! += value;
    }
  }
  // Prometheus counts in each bucket what is in the smaller ones, too.
  sample.durations = sample.durations.map((upTo, i) => upTo - (sample.durations[i - 1] ?? 0));
  const sent = valuesOf(snapshot, 'foxden_http_response_bytes_total');
  sample.bytesSent = sent.reduce((sum, { value }) => sum + value, 0);
  return sample;
}

interface Value {
  labels: Record<string, string | number>;
  value: number;
  /** Which of a histogram's numbers it is. */
  metricName?: string;
}

const valuesOf = (snapshot: MetricsSnapshot, wanted: string) =>
  (snapshot.find(({ name }) => name === wanted)?.values ?? []) as Value[];

function add(requests: ActivitySample['requests'], route: string, status: string, count: number): void {
  requests[route] ??= {};
  requests[route][status] = (requests[route][status] ?? 0) + count;
}

function since(before: ActivitySample | undefined, all: ActivitySample): ActivitySample {
  if (!before) return all;
  const requests: ActivitySample['requests'] = {};
  for (const [route, counts] of Object.entries(all.requests)) {
    for (const [status, count] of Object.entries(counts)) {
      const added = count - (before.requests[route]?.[status] ?? 0);
      if (added > 0) add(requests, route, status, added);
    }
  }
  return {
    requests,
    durations: all.durations.map((count, i) => count - before.durations[i]!),
    bytesSent: all.bytesSent - before.bytesSent,
  };
}
