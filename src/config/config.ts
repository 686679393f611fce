import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { memory } from '../crypto/memory.ts';
import { type AuditTarget, auditTarget } from './audit.ts';
import { type CaptchaConfig, captchaConfig } from './captcha.ts';
import { ConfigError } from './config-error.ts';
import { isLoopback } from './loopback.ts';
import type { Settings } from './options.ts';
import { type StorageLimits, storageLimits } from './storage-limits.ts';
import { type TlsConfig, tlsConfig } from './tls.ts';

/** Foxden's settings with every default filled in. Don't print it as it is: some settings are secrets. */
export interface Config {
  /** Address that browsers use: an origin, perhaps with a path, without a trailing slash; null until the owner has set one. */
  publicUrl: string | null;
  listen: { host: string; port: number };
  trustedProxies: string[];
  tls: TlsConfig;
  dataDir: string;
  database: { engine: 'sqlite'; file: string } | { engine: 'mariadb'; url: string };
  /** Master secrets given by the owner, newest first; absent: Foxden makes and keeps its own. */
  masterSecrets?: string[];
  workers: number;
  /** Where accounts live. `oauthUrl` is the base of the other FxA OAuth server, without `/v1`. */
  accounts: { mode: 'embedded' } | { mode: 'external'; oauthUrl: string };
  signups: 'open' | 'invite' | 'closed';
  maxUsers: number | null;
  allow: string[];
  captcha: CaptchaConfig;
  rateLimits: boolean;
  /** How mail is sent; null: not at all. The URL holds a password. */
  mail: { url: string; from: string } | null;
  /** Hosts of push services that Foxden may send to. */
  pushHosts: string[];
  /** Quota of each user in bytes; null: none. */
  quotaBytes: number | null;
  /** How long what was written over or deleted is kept for those who want it; null: never. */
  versions: { days: number; bytes: number } | null;
  limits: StorageLimits;
  /** Whether Sync 1.1 is served. */
  legacy: boolean;
  /** Limits of "Pair a device" of Sync 1.1; `exempt`: addresses and networks. */
  keyExchange: { onlyObserves: boolean; exempt: string[] };
  /** Opens its sign-up without captcha or invitation; null: nothing does. */
  legacySecret: string | null;
  /** Who may read /metrics. */
  metrics: { token: string | null; allow: string[] | null };
  backup: BackupConfig;
  /** How an administrator is told without looking. The addresses are secrets. */
  notify: {
    mail: string[];
    ntfy: URL | null;
    webhook: URL | null;
    /** After how many days a device counts as silent; null: never. */
    silentDays: number | null;
  };
  /** Where it is asked for the newest version; null: nowhere. */
  updateUrl: URL | null;
  log: { level: 'error' | 'warn' | 'info' | 'debug'; dir: string | null; keep: number; audit: AuditTarget };
}

/** When and where backups are made. */
export interface BackupConfig {
  /** Cron fields; null: only on demand. */
  schedule: string | null;
  dir: string;
  /** As given by the owner; absent: Foxden makes and keeps its own. */
  passphrase?: string;
}

const mozillaOAuth = 'https://oauth.accounts.firefox.com';

/**
 * Fills in the defaults (architecture.md §5) and checks what single settings can't know of each other.
 *
 * @param settings - From {@link readEnv}.
 * @returns The configuration that the context is built from.
 * @throws {ConfigError} With one sentence for every combination that can't work.
 */
export function createConfig(settings: Settings): Config {
  const listen = settings.FOXDEN_LISTEN ?? { host: '127.0.0.1', port: 8000 };
  const publicUrl =
    addressOf(settings.FOXDEN_PUBLIC_URL) ?? (isLoopback(listen.host) ? `http://localhost:${listen.port}` : null);
  const dataDir = resolve(settings.FOXDEN_DATA_DIR ?? './data');
  const database: Config['database'] = settings.FOXDEN_DATABASE_URL
    ? { engine: 'mariadb', url: settings.FOXDEN_DATABASE_URL.href }
    : { engine: 'sqlite', file: join(dataDir, 'foxden.sqlite') };
  const isLocal = publicUrl !== null && isLoopback(new URL(publicUrl).hostname);
  const signups = publicUrl === null ? 'closed' : (settings.FOXDEN_SIGNUPS ?? (isLocal ? 'open' : 'invite'));
  const problems: string[] = [];
  const logDir = settings.FOXDEN_LOG_DIR ?? join(dataDir, 'logs');
  const config: Config = {
    publicUrl,
    listen,
    tls: tlsConfig(settings, dataDir),
    trustedProxies: settings.FOXDEN_TRUSTED_PROXIES ?? [],
    dataDir,
    database,
    masterSecrets: settings.FOXDEN_MASTER_SECRET,
    workers: settings.FOXDEN_WORKERS || defaultWorkers(database.engine),
    accounts: accountsMode(settings.FOXDEN_ACCOUNTS ?? 'embedded'),
    signups,
    maxUsers: settings.FOXDEN_MAX_USERS ?? null,
    allow: settings.FOXDEN_ALLOW ?? [],
    captcha: captchaConfig(settings, signups === 'open' && !isLocal, problems),
    rateLimits: settings.FOXDEN_RATE_LIMITS ?? true,
    mail: settings.FOXDEN_SMTP_URL
      ? { url: settings.FOXDEN_SMTP_URL.href, from: settings.FOXDEN_MAIL_FROM ?? defaultSender(publicUrl) }
      : null,
    pushHosts: settings.FOXDEN_PUSH ?? ['updates.push.services.mozilla.com'],
    quotaBytes: settings.FOXDEN_QUOTA_KB ? settings.FOXDEN_QUOTA_KB * 1024 : null,
    versions: settings.FOXDEN_TIME_MACHINE
      ? {
          days: settings.FOXDEN_TIME_MACHINE_DAYS ?? 30,
          bytes: (settings.FOXDEN_TIME_MACHINE_MB ?? 500) * 1024 * 1024,
        }
      : null,
    limits: storageLimits(
      settings.FOXDEN_MAX_POST_RECORDS ?? 1000,
      settings.FOXDEN_COLLECTION_LIMITS ?? { 'newtab-images': 20 },
    ),
    legacy: settings.FOXDEN_LEGACY ?? true,
    keyExchange: {
      onlyObserves: settings.FOXDEN_JPAKE_LIMITS === 'observe',
      exempt: settings.FOXDEN_JPAKE_EXEMPT ?? [],
    },
    legacySecret: settings.FOXDEN_LEGACY_SECRET ?? null,
    metrics: { token: settings.FOXDEN_METRICS_TOKEN ?? null, allow: settings.FOXDEN_METRICS_ALLOW ?? null },
    backup: {
      schedule: settings.FOXDEN_BACKUP_SCHEDULE === 'off' ? null : (settings.FOXDEN_BACKUP_SCHEDULE ?? '17 3 * * *'),
      dir: resolve(settings.FOXDEN_BACKUP_DIR ?? join(dataDir, 'backups')),
      passphrase: settings.FOXDEN_BACKUP_PASSPHRASE,
    },
    notify: {
      mail: settings.FOXDEN_NOTIFY_MAIL ?? [],
      ntfy: settings.FOXDEN_NOTIFY_NTFY ?? null,
      webhook: settings.FOXDEN_NOTIFY_WEBHOOK ?? null,
      silentDays: settings.FOXDEN_NOTIFY_SILENT_DAYS ?? null,
    },
    updateUrl: settings.FOXDEN_UPDATE_URL ?? null,
    log: {
      level: settings.FOXDEN_LOG_LEVEL ?? 'info',
      dir: logDir === 'none' ? null : resolve(logDir),
      keep: settings.FOXDEN_LOG_KEEP ?? 5,
      audit: auditTarget(settings.FOXDEN_AUDIT ?? 'file'),
    },
  };
  checkCombinations(config, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

const addressOf = (url: URL | undefined) => url && url.origin + url.pathname.replace(/\/$/, '');

const defaultSender = (publicUrl: string | null): string =>
  `Foxden <foxden@${publicUrl === null ? 'localhost' : new URL(publicUrl).hostname}>`;

function accountsMode(value: 'embedded' | 'mozilla' | URL): Config['accounts'] {
  if (value === 'embedded') return { mode: 'embedded' };
  return { mode: 'external', oauthUrl: value === 'mozilla' ? mozillaOAuth : value.href.replace(/(\/v1)?\/?$/, '') };
}

// SQLite has one writer, so more workers than two only cost memory; MariaDB uses what the machine has. Memory of less than 2 GiB is
// better left to others.
function defaultWorkers(engine: 'sqlite' | 'mariadb'): number {
  return memory < 2 ** 31 ? 1 : Math.min(availableParallelism(), engine === 'sqlite' ? 2 : 8);
}

function checkCombinations(config: Config, problems: string[]): void {
  if (config.publicUrl?.startsWith('http:') && !isLoopback(new URL(config.publicUrl).hostname)) {
    problems.push(
      `FOXDEN_PUBLIC_URL is ${config.publicUrl}, but browsers do the sign-in's cryptography only over https (or on localhost); use an https address.`,
    );
  }
  if (config.tls.mode === 'lan' && config.publicUrl?.startsWith('http:')) {
    problems.push(
      'FOXDEN_TLS is lan, but FOXDEN_PUBLIC_URL is not an https address; set the one that browsers will use.',
    );
  }
  if (config.tls.mode === 'proxy' && config.tls.listen !== null) {
    problems.push(
      'FOXDEN_TLS_LISTEN is set, but with FOXDEN_TLS=proxy there is no certificate to serve; choose acme, lan or files.',
    );
  }
}
