import cluster from 'node:cluster';
import { aggregateMetrics } from '../../metrics/aggregate.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { tell } from '../ipc.ts';
import type { SupervisorMessage } from '../messages.ts';

/** How long the other processes may take to answer, in milliseconds. */
const patience = 10_000;

/**
 * Gives the metrics of the whole family: the supervisor asks every process and sums. Without a supervisor (in tests) it is
 * this process alone.
 */
export async function collectMetrics(metrics: Metrics): Promise<string> {
  if (!cluster.isWorker) return aggregateMetrics([await metrics.snapshot()]);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const listen = (message: SupervisorMessage) => {
    if (message.type === 'metrics') resolve(message.text);
  };
  process.on('message', listen);
  const timer = setTimeout(() => reject(new Error('The supervisor did not answer')), patience);
  try {
    await tell({ type: 'metrics-wanted' });
    return await promise;
  } finally {
    clearTimeout(timer);
    process.off('message', listen);
  }
}
