import type { MetricObjectWithValues, MetricValue, Registry } from 'prom-client';
import { createLoopDelay } from './loop-delay.ts';
import { RequestCounts } from './request-counts.ts';

/** One process's metrics as data, on their way to be summed with those of the others. */
export type MetricsSnapshot = MetricObjectWithValues<MetricValue<string>>[];

/** A request that has been answered. */
export interface RequestFacts {
  method: string;
  /** The route's pattern, never the path: that may hold ids, and there would be too many. */
  route: string;
  /** 499 when the client went away before the answer was complete. */
  status: number;
  seconds: number;
  /** Bytes sent, headers included. */
  bytes: number;
}

/** What a worker counts. */
export interface Metrics {
  request(facts: RequestFacts): void;
  /** An SQL statement is about to run. */
  statement(): void;
  /** Whether it is measured how late the event loop is. */
  watchLoop(isWatched: boolean): void;
  snapshot(): Promise<MetricsSnapshot>;
  /** Only what is known of requests; costs little. */
  requests(): MetricsSnapshot;
}

/** Longer than any process lives; the longest time that a timer knows, ms. */
const never = 2 ** 31 - 1;

/** Makes a process's metrics: requests, SQL statements, and what Node tells of itself (memory, event loop, handles). */
export function createMetrics(): Metrics {
  const requests = new RequestCounts();
  const loop = createLoopDelay();
  let statements = 0;
  let ofNode: Promise<Registry> | undefined;
  return {
    request: (facts) => requests.add(facts),
    statement() {
      statements++;
    },
    watchLoop: loop.watch,
    requests: () => requests.snapshot(),
    async snapshot() {
      ofNode ??= observeNode();
      const facts = await (await ofNode).getMetricsAsJSON();
      return [
        ...facts.filter(({ name }) => !name.startsWith('nodejs_eventloop_lag_')),
        ...loop.snapshot(),
        ...requests.snapshot(),
        counter('foxden_sql_statements_total', 'SQL statements', statements),
      ];
    },
  };
}

/** The library takes 7 MiB; most appliances are never asked for metrics. */
async function observeNode(): Promise<Registry> {
  const { collectDefaultMetrics, Registry } = await import('prom-client');
  const register = new Registry();
  collectDefaultMetrics({ register, eventLoopMonitoringPrecision: never });
  return register;
}

const counter = (name: string, help: string, value: number) =>
  ({
    name,
    help,
    type: 'counter',
    aggregator: 'sum',
    values: [{ value, labels: {} }],
  }) as unknown as MetricsSnapshot[0];
