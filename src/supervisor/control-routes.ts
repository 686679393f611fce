import { z } from 'zod';
import { type Announcements, readAnnouncements } from '../config/announcements.ts';
import type { Config } from '../config/config.ts';
import { type SettingsInForce, settingsInForce } from '../config/settings-in-force.ts';
import { version } from '../config/version.ts';
import type { ControlRoutes } from '../control/control-server.ts';
import type { Status } from '../control/status.ts';
import type { TlsStatus } from '../control/tls-status.ts';
import { failureFields } from '../failures/failure-fields.ts';
import type { KeyExchangeStats } from '../legacy/key-exchange/key-exchange.ts';
import { type Logger, type LogLevel, type LogRecord, logLevels } from '../log/logger.ts';
import type { TellProgress } from '../log/progress.ts';
import { changeAnnouncements } from './announcements.ts';
import { dashboardRoutes } from './dashboard-routes.ts';
import type { HubProcess } from './hub-process.ts';
import type { Jobs } from './jobs.ts';
import type { LogTail } from './log-tail.ts';
import { restoreArchive } from './restore-archive.ts';
import { type PersonToRestore, restorePerson } from './restore-person.ts';
import type { Schedule } from './schedule.ts';
import { noAdminLink, showAdminLink } from './show-admin-link.ts';
import type { Tasks } from './tasks.ts';
import { readHistory } from './tls/history.ts';
import type { WorkerPool } from './worker-pool.ts';

/** What the control routes act on. */
export interface ControlTargets {
  config: Config;
  log: Logger;
  /** Environment that the settings came from. */
  env: NodeJS.ProcessEnv;
  pool: WorkerPool;
  hub: HubProcess;
  jobs: Jobs;
  tasks: Tasks;
  logTail: LogTail;
  /** Undefined before it runs. */
  schedule(): Schedule | undefined;
  level(): LogLevel;
  /** How far the start or the end has come. */
  state(): Status['state'];
  /** What a start that takes long is at. */
  step(): string | undefined;
  /** State of the certificate; undefined before it is looked after. */
  tls(): TlsStatus | undefined;
  /** Gets a fresh certificate now; undefined before it is looked after. */
  renewCertificate(): Promise<TlsStatus> | undefined;
  setLevel(level: LogLevel): void;
  /** Writes a record of the audit log. */
  audit(record: LogRecord): void;
}

const levelBody = z.object({ level: z.enum(logLevels) });
const auditBody = z.object({ time: z.number(), message: z.string(), fields: z.record(z.string(), z.unknown()) });
const restoreBody = z.object({ file: z.string(), passphrase: z.string().optional() });
const personBody = restoreBody.extend({
  user: z.string(),
  legacy: z.boolean().optional(),
  collection: z.string().optional(),
});
const unblockBody = z.object({ network: z.string().min(1).max(100).optional() });
const nobodyBlocked: KeyExchangeStats = { channels: 0, refused: 0, onlyObserves: false, blocked: [] };
const startedAt = Date.now();

/** The supervisor's answers on its control socket. */
export function controlRoutes(targets: ControlTargets): ControlRoutes {
  const { config, env, log, pool, hub, jobs, level, state, step, tls, renewCertificate, setLevel, audit } = targets;
  const inTurn = oneAfterAnother();
  const restoreNow = async (what: { file: string; passphrase?: string }, tell?: TellProgress) => {
    const report = await inTurn(() => pool.standStill(() => restoreArchive(config, what, tell)));
    await showAdminLink(config, log).catch((error) => log.warn(noAdminLink, failureFields(error)));
    return report;
  };
  const restoreOne = (what: PersonToRestore, tell?: TellProgress) => inTurn(() => restorePerson(config, what, tell));
  const inForce = settingsInForce(env, config.dataDir);
  return {
    'GET /settings': (): SettingsInForce => ({ version, pid: process.pid, ...inForce }),
    // For the command, which only this user can run: it could read them in this process's environment as well.
    'GET /secret-settings': () => Object.fromEntries(inForce.secrets.map((name) => [name, env[name]])),
    'GET /status': (): Status => ({
      version,
      state: state(),
      step: step(),
      pid: process.pid,
      startedAt,
      rss: process.memoryUsage.rss(),
      address: config.publicUrl ?? `${config.listen.host}:${config.listen.port}`,
      database: config.database.engine,
      logLevel: level(),
      tls: tls(),
      workers: pool.workers().map((worker) => ({
        pid: worker.pid,
        state: worker.state(),
        startedAt: worker.startedAt,
        stats: worker.stats(),
      })),
      pairingHub: hub.pid(),
      crashes: pool.crashes(),
      announcements: readAnnouncements(config.dataDir),
    }),
    'GET /certificate': () => tls() ?? noCertificateYet(config),
    'POST /certificate': () => renewCertificate() ?? noCertificateYet(config),
    'GET /certificate/history': () => readHistory(config.dataDir),
    'GET /announcements': (): Announcements => readAnnouncements(config.dataDir),
    'PUT /announcements': (body): Announcements => {
      const announcements = changeAnnouncements(config, body);
      pool.send({ type: 'announcements' });
      log.info('clients are told something else now', { ...announcements });
      return announcements;
    },
    'GET /pairing': () => hub.keyExchange() ?? nobodyBlocked,
    'POST /pairing/unblock': async (body) => (await hub.unblock(unblockBody.parse(body).network)) ?? nobodyBlocked,
    'PUT /log-level': (body) => {
      setLevel(levelBody.parse(body).level);
    },
    'POST /audit': (body) => audit({ ...auditBody.parse(body), level: 'info', stream: 'audit' }),
    'POST /restart': () => pool.rollingRestart(),
    'POST /restore': (body, tell) => restoreNow(restoreBody.parse(body), tell),
    'POST /restore/person': (body, tell) => restoreOne(personBody.parse(body), tell),
    'POST /revoked': () => pool.send({ type: 'revoked' }),
    'POST /purge': (_body, tell) => jobs.run('purge', { tell }),
    ...dashboardRoutes(targets, { everything: restoreNow, person: restoreOne }),
  };
}

/** Keeps one restore waiting for the end of another: both write to the same records. */
function oneAfterAnother(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

const noCertificateYet = ({ tls }: Config): TlsStatus => ({ mode: tls.mode, state: 'waiting' });
