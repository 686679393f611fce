import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Drainer } from './drain.ts';
import { tell } from './ipc.ts';

/** Tells the supervisor regularly how this worker feels; a worker whose event loop stands still falls silent. */
export function startHeartbeat(drainer: Drainer, interval: number): void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let before = performance.eventLoopUtilization();
  setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { rss, heapUsed } = process.memoryUsage();
    void tell({
      type: 'heartbeat',
      stats: {
        rss,
        heapUsed,
        eventLoopDelay: delay.percentile(99) / 1e6,
        utilization: performance.eventLoopUtilization(now, before).utilization,
        activeRequests: drainer.activeRequests(),
        connections: drainer.connections(),
      },
    });
    delay.reset();
    before = now;
  }, interval).unref();
}
