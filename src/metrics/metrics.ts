import { Counter, collectDefaultMetrics, type MetricObjectWithValues, type MetricValue, Registry } from 'prom-client';
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
  snapshot(): Promise<MetricsSnapshot>;
}

/** Makes a process's metrics: requests, SQL statements, and what Node tells of itself (memory, event loop, handles). */
export function createMetrics(): Metrics {
  const registers = [new Registry()];
  collectDefaultMetrics({ register: registers[0] });
  const requests = new RequestCounts();
  const statements = new Counter({
    name: 'foxden_sql_statements_total',
    help: 'SQL statements',
    registers,
  });
  return {
    request: (facts) => requests.add(facts),
    statement: () => statements.inc(),
    snapshot: async () => [...(await registers[0]!.getMetricsAsJSON()), ...requests.snapshot()],
  };
}
