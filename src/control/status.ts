import type { Announcements } from '../config/announcements.ts';
import type { LogLevel } from '../log/logger.ts';
import type { TlsStatus } from './tls-status.ts';

/** How one worker is. Sizes in bytes, times in milliseconds. */
export interface WorkerStatus {
  pid: number;
  state: 'starting' | 'ready' | 'draining' | 'gone';
  startedAt: number;
  /** Absent before its first heartbeat. */
  stats?: { rss: number; heapUsed: number; eventLoopDelay: number; activeRequests: number; connections: number };
}

/** Answer of `GET /status` on the control socket. */
export interface Status {
  version: string;
  /** `starting` until requests are answered. */
  state: 'starting' | 'ready' | 'stopping';
  /** What a start that takes long is at, in words. */
  step?: string;
  pid: number;
  startedAt: number;
  /** Resident memory of the supervisor itself, in bytes. */
  rss: number;
  address: string;
  database: 'sqlite' | 'mariadb';
  logLevel: LogLevel;
  /** Absent until the start has come so far. */
  tls?: TlsStatus;
  workers: WorkerStatus[];
  /** Process of the pairing hub; absent while nobody pairs. */
  pairingHub?: number;
  /** Workers that ended without having been told to. */
  crashes: number;
  /** What clients are told besides (`foxden maintenance`). */
  announcements: Announcements;
}
