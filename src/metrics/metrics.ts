import {
  Counter,
  collectDefaultMetrics,
  Histogram,
  type MetricObjectWithValues,
  type MetricValue,
  Registry,
} from 'prom-client';

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
  const durations = new Histogram({
    name: 'foxden_http_request_duration_seconds',
    help: 'Time from the request to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.01, 0.05, 0.2, 1, 5, 20],
    registers,
  });
  const bytes = new Counter({
    name: 'foxden_http_response_bytes_total',
    help: 'Bytes sent in answers, headers included',
    labelNames: ['route'],
    registers,
  });
  const statements = new Counter({
    name: 'foxden_sql_statements_total',
    help: 'SQL statements',
    registers,
  });
  return {
    request(facts) {
      durations.observe({ method: facts.method, route: facts.route, status: facts.status }, facts.seconds);
      bytes.inc({ route: facts.route }, facts.bytes);
    },
    statement: () => statements.inc(),
    snapshot: () => registers[0]!.getMetricsAsJSON(),
  };
}
