import { Counter, Histogram, Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { aggregateMetrics } from './aggregate.ts';
import { RequestCounts } from './request-counts.ts';

const observed = [
  ['GET', '/1.5/:uid/info/collections', 200, 0.001, 300],
  ['GET', '/1.5/:uid/info/collections', 200, 0.002, 301],
  ['GET', '/1.5/:uid/info/collections', 401, 0.0021, 90],
  ['PUT', '/1.5/:uid/storage/:collection/:bso', 200, 0.3, 120],
  ['POST', '/a "quoted" \\ route', 200, 21, 7],
  ['POST', '/a "quoted" \\ route', 200, 1e9, 7],
  ['GET', 'none', 499, 0, 0],
] as const;

it('tells what prom-client would tell, also when several processes are summed', async () => {
  const registry = new Registry();
  const durations = new Histogram({
    name: 'foxden_http_request_duration_seconds',
    help: 'Time from the request to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.01, 0.05, 0.2, 1, 5, 20],
    registers: [registry],
  });
  const sent = new Counter({
    name: 'foxden_http_response_bytes_total',
    help: 'Bytes sent in answers, headers included',
    labelNames: ['route'],
    registers: [registry],
  });
  const counts = new RequestCounts();
  for (const [method, route, status, seconds, bytes] of observed) {
    durations.observe({ method, route, status }, seconds);
    sent.inc({ route }, bytes);
    counts.add({ method, route, status, seconds, bytes });
  }
  const lines = (text: string) => text.split('\n').map(sortedLabels).toSorted();
  const expected = await registry.getMetricsAsJSON();
  for (const processes of [1, 3]) {
    const ours = await aggregateMetrics(Array.from({ length: processes }, () => counts.snapshot()));
    const theirs = await aggregateMetrics(Array.from({ length: processes }, () => expected));
    expect(lines(ours)).toEqual(lines(theirs));
  }
});

// The order of the labels means nothing.
const sortedLabels = (line: string) =>
  line.replace(
    /\{(.*)\}/,
    (_, labels: string) =>
      `{${labels
        .split(/,(?=\w+=)/)
        .toSorted()
        .join()}}`,
  );
