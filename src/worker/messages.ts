import type { Saying } from '../failures/saying.ts';
import type { KeyExchangeStats } from '../legacy/key-exchange/key-exchange.ts';
import type { LogLevel, LogRecord } from '../log/logger.ts';
import type { Progress } from '../log/progress.ts';
import type { MetricsSnapshot } from '../metrics/metrics.ts';
import type { HubStats } from '../pairing/hub.ts';

/** Pause between two heartbeats, in milliseconds. */
export const heartbeatInterval = 2000;

/** How a worker feels, told with every heartbeat. Sizes in bytes, times in milliseconds. */
export interface WorkerStats {
  rss: number;
  heapUsed: number;
  /** 99th percentile of how late timers fired since the last heartbeat. */
  eventLoopDelay: number;
  /** Share of time that the event loop was busy since the last heartbeat, 0 to 1. */
  utilization: number;
  activeRequests: number;
  connections: number;
}

/** What a worker tells its supervisor. */
export type WorkerMessage =
  | { type: 'ready' }
  /** It couldn't get ready. `final`: for a reason that another try won't change, told in words. */
  | { type: 'failed'; message: string; saying: Saying; exitCode: number; final: boolean }
  | { type: 'heartbeat'; stats: WorkerStats }
  | { type: 'log'; record: LogRecord }
  /** Somebody asks this worker for everybody's metrics. */
  | { type: 'metrics-wanted' }
  /** Its own metrics, as the supervisor asked. */
  | { type: 'snapshot'; snapshot: MetricsSnapshot }
  /** Only what it knows of requests, as the supervisor asked. */
  | { type: 'requests'; snapshot: MetricsSnapshot }
  /** The same at the end, when it has answered its last one. */
  | { type: 'farewell'; snapshot: MetricsSnapshot }
  /** It has revoked storage tokens. */
  | { type: 'revoked' }
  | { type: 'job-progress'; name: JobName; progress: Progress }
  | { type: 'job-done'; name: JobName; outcome: JobOutcome }
  /** Somebody wants to pair: the hub has to run. */
  | { type: 'hub-wanted' }
  /** How the pairing hub does, with each of its heartbeats. `isIdle`: nothing would be lost if it ended. */
  | { type: 'pairing'; stats: HubStats; keyExchange: KeyExchangeStats; isIdle: boolean }
  /** It has let networks in again, as it was told. */
  | { type: 'unblocked'; keyExchange: KeyExchangeStats };

/** What the supervisor tells a worker. */
export type SupervisorMessage =
  /** Finish what was begun, then exit. */
  | { type: 'drain'; limits: DrainLimits }
  | { type: 'log-level'; level: LogLevel }
  /** Send your metrics. */
  | { type: 'snapshot-wanted' }
  /** Send what you know of requests. */
  | { type: 'requests-wanted' }
  /** Everybody's metrics, as the worker asked: text for Prometheus. */
  | { type: 'metrics'; text: string }
  /** Somebody has revoked storage tokens: look which. */
  | { type: 'revoked' }
  /** The owner has said something else to tell clients: look what. */
  | { type: 'announcements' }
  /** For the pairing hub: let a network in again that is shut out; undefined: all. */
  | { type: 'unblock'; network: string | undefined }
  | { type: 'run-job'; name: JobName; input?: unknown }
  /** Whether the pairing hub can be reached now. */
  | { type: 'hub'; isReady: boolean };

/** What a worker can be asked to do besides serving. */
export type JobName = 'purge' | 'activity' | 'notices';

/** What came of a job: its report, or in words why it was not done. */
export type JobOutcome =
  | { result: object; error?: undefined; saying?: undefined }
  | { result?: undefined; error: string /** For those who say it in another language. */; saying: Saying };

/** How patiently a worker leaves, in milliseconds. */
export interface DrainLimits {
  /** How long an idle keep-alive connection may still bring a request, which is answered with `Connection: close`. */
  linger: number;
  /** When to cut off whatever isn't finished. */
  grace: number;
  /** When to cut off WebSockets, if they may stay longer: a pairing takes minutes. */
  upgraded?: number;
}
