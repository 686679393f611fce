import { request } from '../../client/request.ts';
import { language } from '../language/language.ts';

/** What the server has said, in the reader's language; absent in English, and of what it has no words for. */
export interface Told {
  told?: { says: string; fix?: string };
}

/** How one worker is. Sizes in bytes, times in ms. */
export interface WorkerFacts {
  pid: number;
  state: 'starting' | 'ready' | 'draining' | 'gone';
  startedAt: number;
  stats?: {
    rss: number;
    heapUsed: number;
    eventLoopDelay: number;
    activeRequests: number;
    connections: number;
  };
}

/** A certificate in service. Times in ms. */
export interface CertificateFacts {
  names: string[];
  issuer: string;
  notBefore: number;
  notAfter: number;
  fingerprint: string;
  selfSigned: boolean;
}

/** How the certificate stands. */
export interface TlsFacts {
  mode: 'acme' | 'proxy' | 'lan' | 'files';
  state: 'ok' | 'waiting' | 'failing' | 'off';
  certificate?: CertificateFacts;
  problem?: { reason: string; fix: string } & Told;
  nextAt?: number;
}

/** Least severe record of a log. */
export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** How the appliance is. Times in ms. */
export interface ApplianceStatus {
  version: string;
  state: 'starting' | 'ready' | 'stopping';
  pid: number;
  startedAt: number;
  rss: number;
  address: string;
  database: 'sqlite' | 'mariadb';
  logLevel: LogLevel;
  tls?: TlsFacts;
  workers: WorkerFacts[];
  pairingHub?: number;
  crashes: number;
  users: number;
  newestBackup: number | null;
}

/** Whether there is a newer version; `off`: the server is not to ask. */
export interface NewestVersion {
  state: 'off' | 'same' | 'other' | 'unknown';
  version?: string;
}

/** Something that has happened to the certificate. Times in ms. */
export interface CertificateEvent extends Told {
  at: number;
  says: string;
  until?: number;
  names?: string[];
  issuer?: string;
}

/** One finding of the checks. */
export interface Finding extends Told {
  check: string;
  state: 'ok' | 'warning' | 'problem';
  says: string;
  fix?: string;
}

/** An account as its administrator sees it. Times in ms. */
export interface UserFacts {
  uid: string;
  email: string;
  isAdmin: boolean;
  createdAt: number;
  disabledAt: number | null;
  lastUsedAt: number | null;
  devices: number;
  /** What it stores. */
  bytes: number;
  /** Bytes; null: as much as there is room for; absent: like everybody. */
  quota?: number | null;
}

/** A code that somebody waits for. */
export interface PendingCode {
  uid: string;
  email: string;
  purpose: string;
  code: string;
  expiresAt: number;
}

/** An invitation. Times in ms. */
export interface Invitation {
  id: string;
  note: string;
  isAdmin: boolean;
  uses: number;
  usesLeft: number;
  createdAt: number;
  expiresAt: number | null;
  state: 'open' | 'used up' | 'expired';
}

/** Long work that somebody has asked for. Times in ms. */
export interface Task extends Told {
  name: 'backup' | 'verify' | 'restore' | 'restore person' | 'restart' | 'certificate';
  subject?: string;
  startedAt: number;
  endedAt?: number;
  state: 'running' | 'done' | 'failed';
  /** How far it is, while it runs. */
  progress?: { step: string; done: number; total: number };
  result?: unknown;
  error?: string;
}

/** Something that is done again and again. Times in ms. */
export interface Job {
  name: string;
  at: string;
  nextAt: number | null;
  last?: { at: number; ms: number; state: 'running' | 'done' | 'failed'; error?: string } & Told;
}

/** An archive. */
export interface Backup {
  name: string;
  bytes: number;
  at: number;
}

/** A setting as it is in force; null: not told, or nothing. */
export interface SettingInForce {
  name: string;
  source: 'file' | 'environment' | 'default';
  value: string | null;
}

/** A record of the log. */
export interface LogLine {
  number: number;
  time: number;
  level: LogLevel;
  message: string;
  fields: Record<string, unknown>;
}

/** How far back charts look: three hours, a day, two weeks, two years. */
export type ActivitySpan = 'hours' | 'day' | 'fortnight' | 'years';

/** What the server did within one step. */
export interface ActivityPoint {
  /** When it began, ms. */
  at: number;
  routes: Record<string, number>;
  statuses: Record<string, number>;
  /** Seconds; null when there were no requests. */
  median: number | null;
  p99: number | null;
  bytesSent: number;
  gauges?: { usersOfHour: number; usersOfDay: number; databaseBytes: number; collections: Record<string, number> };
}

/** What the server did over time. */
export interface ActivityPoints {
  /** How long a step is. */
  minutes: number;
  points: ActivityPoint[];
}

/** Asks something of the administration's API; `authorization` is the header that proves the session. */
export const lookAt = <T>(authorization: string, path: string): Promise<T> =>
  request<T>('GET', `/admin/api${path}`, { authorization, headers: inLanguage() });

/** Has something done by it; each request is marked, so that the server does it once. */
export const actOn = <T>(authorization: string, path: string, body: object): Promise<T> =>
  request<T>('POST', `/admin/api${path}`, {
    authorization,
    body,
    headers: { ...inLanguage(), 'X-Foxden-Once': newMark() },
  });

/** Begins the download of an archive. */
export async function downloadBackup(authorization: string, name: string): Promise<Response> {
  return fetch(`/admin/api/backups/${encodeURIComponent(name)}/download`, {
    method: 'POST',
    headers: {
      ...{ Authorization: authorization, 'X-Foxden-Once': newMark(), 'Content-Type': 'application/json' },
      ...inLanguage(),
    },
    body: '{}',
    credentials: 'omit',
    cache: 'no-store',
  });
}

/** Has the server speak the language of the page, which need not be the browser's first. */
export const inLanguage = () => ({ 'Accept-Language': language() });

const newMark = () => `${Date.now()}-${crypto.randomUUID()}`;
