import { setTimeout as sleep } from 'node:timers/promises';
import type { TlsStatus } from '../control/tls-status.ts';
import { failureFields } from '../failures/failure-fields.ts';
import type { Logger } from '../log/logger.ts';
import type { MetricsSnapshot } from '../metrics/metrics.ts';
import type { WorkerMessage } from '../worker/messages.ts';
import type { HubProcess } from './hub-process.ts';
import type { WorkerPool } from './worker-pool.ts';
import type { WorkerProcess } from './worker-process.ts';

/** How long to wait for a worker's metrics before they are left out, in milliseconds. */
const patience = 5000;

/** Gathers the metrics of all workers. */
export interface MetricsHub {
  /** Takes what a worker says about metrics; other messages are none of its business. */
  hear(message: WorkerMessage, worker: WorkerProcess): void;
  /** Asks all workers that serve what they know of requests. Those that have left since the last time are there with their last word. */
  requests(): Promise<Map<WorkerProcess, MetricsSnapshot>>;
}

/**
 * Makes the hub. A worker that is asked for metrics asks it; it asks all workers, sums, and adds what only the supervisor
 * knows.
 *
 * @param hub - The pairing hub's process.
 * @param tls - State of the certificate; undefined before it is looked after.
 */
export function createMetricsHub(
  pool: WorkerPool,
  hub: Pick<HubProcess, 'stats' | 'keyExchange'>,
  tls: () => TlsStatus | undefined,
  log: Logger,
): MetricsHub {
  const metrics = createQuestion('snapshot-wanted');
  const requests = createQuestion('requests-wanted');
  let farewells = new Map<WorkerProcess, MetricsSnapshot>();
  let gathering: Promise<string> | undefined;
  const ready = () => pool.workers().filter((worker) => worker.state() === 'ready');

  async function gather(): Promise<string> {
    const snapshots = await Promise.all(ready().map(metrics.ask));
    // The library that it needs takes 7 MiB, and most appliances are never asked for metrics.
    const { aggregateMetrics } = await import('../metrics/aggregate.ts');
    return aggregateMetrics([...snapshots.filter((each) => each !== undefined), await ownMetrics(pool, hub, tls())]);
  }

  return {
    hear(message, worker) {
      if (message.type === 'snapshot') metrics.answer(worker, message.snapshot);
      if (message.type === 'requests') requests.answer(worker, message.snapshot);
      if (message.type === 'farewell') farewells.set(worker, message.snapshot);
      if (message.type !== 'metrics-wanted') return;
      // Whoever asks while one round is under way gets its result.
      gathering ??= gather().finally(() => {
        gathering = undefined;
      });
      // The worker that asked gives up by itself when nothing comes.
      gathering.then(
        (text) => worker.send({ type: 'metrics', text }),
        (error) => log.error('the metrics could not be summed', failureFields(error)),
      );
    },
    async requests() {
      const found = await Promise.all(ready().map(async (worker) => [worker, await requests.ask(worker)] as const));
      const left = farewells;
      farewells = new Map();
      return new Map([
        ...found.filter((pair): pair is [WorkerProcess, MetricsSnapshot] => pair[1] !== undefined),
        ...left,
      ]);
    },
  };
}

/** A question that workers answer. */
function createQuestion(type: 'snapshot-wanted' | 'requests-wanted') {
  const answers = new Map<WorkerProcess, (snapshot: MetricsSnapshot) => void>();
  const asking = new Map<WorkerProcess, Promise<MetricsSnapshot | undefined>>();

  async function put(worker: WorkerProcess): Promise<MetricsSnapshot | undefined> {
    const answer = new Promise<MetricsSnapshot>((resolve) => answers.set(worker, resolve));
    worker.send({ type });
    const snapshot = await Promise.race([answer, worker.exited, sleep(patience, undefined, { ref: false })]);
    answers.delete(worker);
    return typeof snapshot === 'object' ? snapshot : undefined;
  }

  return {
    /** Two who ask at the same time get the same answer; undefined when there was none. */
    ask(worker: WorkerProcess): Promise<MetricsSnapshot | undefined> {
      const asked = asking.get(worker) ?? put(worker).finally(() => asking.delete(worker));
      asking.set(worker, asked);
      return asked;
    },
    answer: (worker: WorkerProcess, snapshot: MetricsSnapshot) => answers.get(worker)?.(snapshot),
  };
}

async function ownMetrics(
  pool: WorkerPool,
  hub: Pick<HubProcess, 'stats' | 'keyExchange'>,
  tls: TlsStatus | undefined,
): Promise<MetricsSnapshot> {
  const { Counter, Gauge, Registry } = await import('prom-client');
  const registry = new Registry();
  const registers = [registry];
  const workers = new Gauge({ name: 'foxden_workers', help: 'Worker processes', labelNames: ['state'], registers });
  for (const worker of pool.workers()) workers.inc({ state: worker.state() });
  new Counter({
    name: 'foxden_worker_crashes_total',
    help: 'Workers that ended without having been told to',
    registers,
  }).inc(pool.crashes());
  new Gauge({
    name: 'foxden_supervisor_resident_memory_bytes',
    help: 'Resident memory of the supervisor',
    registers,
  }).set(process.memoryUsage.rss());
  if (tls?.certificate) {
    new Gauge({
      name: 'foxden_certificate_expires_timestamp_seconds',
      help: 'When the certificate in service ends',
      registers,
    }).set(tls.certificate.notAfter / 1000);
  }
  const { channels, sockets, refused } = hub.stats();
  new Gauge({ name: 'foxden_pairing_channels', help: 'Open pairing channels', registers }).set(channels);
  new Gauge({ name: 'foxden_pairing_sockets', help: 'Sockets in the pairing hub', registers }).set(sockets);
  new Counter({
    name: 'foxden_pairing_refused_total',
    help: 'Pairing sockets refused because there were too many',
    registers,
  }).inc(refused);
  const exchange = hub.keyExchange();
  if (exchange) {
    new Gauge({
      name: 'foxden_key_exchange_channels',
      help: 'Open channels of "Pair a device" of Sync 1.1',
      registers,
    }).set(exchange.channels);
    new Gauge({
      name: 'foxden_key_exchange_blocked_networks',
      help: 'Networks shut out of the key exchange of Sync 1.1, or that would be',
      registers,
    }).set(exchange.blocked.length);
    new Counter({
      name: 'foxden_key_exchange_refused_total',
      help: 'Requests to the key exchange of Sync 1.1 refused because their network had asked too much',
      registers,
    }).inc(exchange.refused);
  }
  return registry.getMetricsAsJSON();
}
