import type { Server } from 'node:http';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Metrics } from '../metrics/metrics.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { Drainer } from './drain.ts';
import { tell } from './ipc.ts';

/** Heartbeats without a request after which a worker has time to collect its garbage. */
const restAfter = 3;

/**
 * Tells the supervisor regularly how this worker feels; a worker whose event loop stands still falls silent. How late the loop is
 * is measured only while requests come, because that takes a timer every 20 ms.
 */
export function startHeartbeat(server: Server, drainer: Drainer, metrics: Metrics, interval: number): void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  let isMeasuring = false;
  /** Heartbeats since the last request; the start is work too. */
  let idleBeats = 0;
  let before = performance.eventLoopUtilization();
  const measure = (isOn: boolean) => {
    isMeasuring = isOn;
    if (isOn) delay.enable();
    else delay.disable();
    metrics.watchLoop(isOn);
  };
  server.on('request', () => {
    idleBeats = 0;
    if (isMeasuring) return;
    measure(true);
  });
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
    if (drainer.activeRequests() > 0) return;
    idleBeats++;
    if (idleBeats > 1 && isMeasuring) {
      measure(false);
    }
    if (idleBeats === restAfter) collectGarbage();
  }, interval).unref();
}
