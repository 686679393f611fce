import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import type { RequestFacts } from './metrics.ts';

// Seconds.
const bounds = [0.002, 0.01, 0.05, 0.2, 1, 5, 20];

/** How many requests with the same labels took how long. `buckets` has one more than `bounds`, for what took longer. */
interface Count {
  labels: { method: string; route: string; status: number };
  buckets: number[];
  seconds: number;
  bytes: number;
}

type CountedMetric = MetricObjectWithValues<MetricValue<string>>;

/**
 * Counts answered requests. prom-client writes out and looks up the labels at every observation, which costs more than the
 * rest of it; here what belongs to the same labels is kept together, and written as prom-client's data when somebody asks.
 */
export class RequestCounts {
  readonly #byRoute = new Map<string, Count[]>();

  add({ method, route, status, seconds, bytes }: RequestFacts): void {
    const count = this.#countOf(method, route, status);
    let bucket = 0;
    while (seconds > bounds[bucket]!) bucket++;
    count.buckets[bucket]!++;
    count.seconds += seconds;
    count.bytes += bytes;
  }

  #countOf(method: string, route: string, status: number): Count {
    let counts = this.#byRoute.get(route);
    if (!counts) {
      counts = [];
      this.#byRoute.set(route, counts);
    }
    let count = counts.find(({ labels }) => labels.status === status && labels.method === method);
    if (!count) {
      const buckets = Array<number>(bounds.length + 1).fill(0);
      count = { labels: { method, route, status }, buckets, seconds: 0, bytes: 0 };
      counts.push(count);
    }
    return count;
  }

  /** The durations as a histogram and the bytes as a counter. */
  snapshot(): CountedMetric[] {
    const name = 'foxden_http_request_duration_seconds';
    const durations = [...this.#byRoute.values()].flat().flatMap(({ labels, buckets, seconds }) => {
      let sum = 0;
      const upTo = buckets.map((value, i) => {
        sum += value;
        return { labels: { ...labels, le: bounds[i] ?? '+Inf' }, value: sum, metricName: `${name}_bucket` };
      });
      return [
        ...upTo,
        { labels, value: seconds, metricName: `${name}_sum` },
        { labels, value: sum, metricName: `${name}_count` },
      ];
    });
    const sent = [...this.#byRoute].map(([route, counts]) => ({
      labels: { route },
      value: counts.reduce((sum, { bytes }) => sum + bytes, 0),
    }));
    const metric = (facts: object) => ({ aggregator: 'sum', ...facts }) as unknown as CountedMetric;
    return [
      metric({
        name,
        help: 'Time from the request to the end of the answer',
        type: 'histogram',
        values: durations,
      }),
      metric({
        name: 'foxden_http_response_bytes_total',
        help: 'Bytes sent in answers, headers included',
        type: 'counter',
        values: sent,
      }),
    ];
  }
}
