import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { MetricsSnapshot } from './metrics.ts';

// What prom-client takes, so that nothing changes in dashboards.
const resolution = 10;

/**
 * Measures how late the event loop is, and tells it under the names that prom-client gives it. That library's own measurement
 * can't be halted, and a timer every 10 ms keeps the processor of an idle machine awake.
 */
export interface LoopDelay {
  watch(isWatched: boolean): void;
  /** Since it was asked last; nought when nothing was measured. */
  snapshot(): MetricsSnapshot;
}

/** Makes it, unwatched. */
export function createLoopDelay(): LoopDelay {
  const histogram = monitorEventLoopDelay({ resolution });
  return {
    watch: (isWatched) => void (isWatched ? histogram.enable() : histogram.disable()),
    snapshot() {
      const isEmpty = histogram.count === 0;
      const metric = (name: string, help: string, aggregator: string, nanoseconds: number) => ({
        name: `nodejs_eventloop_lag_${name}_seconds`,
        help,
        type: 'gauge',
        aggregator,
        values: [{ value: isEmpty ? 0 : nanoseconds / 1e9, labels: {} }],
      });
      const percentile = (share: number) =>
        metric(
          `p${share}`,
          `The ${share}th percentile of the recorded event loop delays.`,
          'average',
          histogram.percentile(share),
        );
      const metrics = [
        metric('min', 'The minimum recorded event loop delay.', 'min', histogram.min),
        metric('max', 'The maximum recorded event loop delay.', 'max', histogram.max),
        metric('mean', 'The mean of the recorded event loop delays.', 'average', histogram.mean),
        metric('stddev', 'The standard deviation of the recorded event loop delays.', 'average', histogram.stddev),
        ...[50, 90, 99].map(percentile),
      ];
      histogram.reset();
      return metrics as unknown as MetricsSnapshot;
    },
  };
}
