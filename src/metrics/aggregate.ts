import { AggregatorRegistry } from 'prom-client';
import type { MetricsSnapshot } from './metrics.ts';

/**
 * Sums the metrics of several processes (averages what can't be summed, such as delays).
 *
 * @param snapshots - One of each process.
 * @returns Text in Prometheus' exposition format.
 */
export function aggregateMetrics(snapshots: MetricsSnapshot[]): Promise<string> {
  return AggregatorRegistry.aggregate(snapshots).metrics();
}
