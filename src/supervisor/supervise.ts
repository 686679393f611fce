import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Config, createConfig } from '../config/config.ts';
import { leanFlags } from '../config/lean-node.ts';
import { hubProgram, workerProgram } from '../config/programs.ts';
import { readEnv, unknownInWords, unknownNames } from '../config/read-env.ts';
import { settingsFile, settingsInForce } from '../config/settings-in-force.ts';
import { version } from '../config/version.ts';
import type { Status } from '../control/status.ts';
import { keepLogShort } from '../database/log-keeper.ts';
import { explaining } from '../failures/explain.ts';
import { failureFields } from '../failures/failure-fields.ts';
import { createLogWriter } from '../log/log-writer.ts';
import { createLogger, type LogLevel, type LogRecord } from '../log/logger.ts';
import { collectGarbage } from '../worker/collect-garbage.ts';
import type { WorkerMessage } from '../worker/messages.ts';
import { activityJob } from './activity.ts';
import { scheduledBackups } from './backup-schedule.ts';
import { checkPorts } from './check-ports.ts';
import { controlRoutes } from './control-routes.ts';
import { createHubProcess } from './hub-process.ts';
import { createJobs } from './jobs.ts';
import { createLogTail } from './log-tail.ts';
import { createMetricsHub } from './metrics-hub.ts';
import { noticesJob } from './notices.ts';
import { openControl } from './open-control.ts';
import { outlastUncaught } from './outlast-uncaught.ts';
import { openBackupDir, openDataDir, prepareDatabase } from './prepare.ts';
import { readySentence } from './ready-sentence.ts';
import { type Schedule, startSchedule } from './schedule.ts';
import { createServiceManager } from './service-manager.ts';
import { noAdminLink, showAdminLink } from './show-admin-link.ts';
import { handleSignals } from './signals.ts';
import { createStartProgress } from './start-progress.ts';
import { createTasks } from './tasks.ts';
import { startTlsKeeper, type TlsKeeper } from './tls/keeper.ts';
import { replaceFile } from './tls/replace-file.ts';
import { createWorkerPool, defaultTimings, type PoolTimings, type WorkerPool } from './worker-pool.ts';

/** How long one part may take to close, ms; none of them has anything to lose then. */
const closePatience = 10_000;

/** How long after the start its garbage is collected, ms. */
const restAfterStart = 3000;

/**
 * Runs the server until it is told to stop: the supervisor, which never touches a user's byte; workers do.
 *
 * @param env - Environment variables with the settings.
 * @param timings - How patient to be with workers; tests are less so.
 * @returns The exit code.
 * @throws {ConfigError | StartError | SecretsError | NewerSchemaError | SurroundingsError} When it can't start, in words.
 */
export async function supervise(env: NodeJS.ProcessEnv, timings: PoolTimings = defaultTimings): Promise<number> {
  process.title = 'foxden';
  process.umask(0o077);
  const config = createConfig(readEnv(env));
  return explaining(config, () => superviseAs(config, env, timings));
}

async function superviseAs(config: Config, env: NodeJS.ProcessEnv, timings: PoolTimings): Promise<number> {
  openDataDir(config);
  const manager = createServiceManager(env);
  const writer = createLogWriter(config.log);
  const closing: (() => unknown)[] = [() => manager.close(), () => writer.close()];
  let state: Status['state'] = 'starting';
  try {
    let current = config.log.level;
    const level = () => current;
    const logTail = createLogTail();
    const write = (record: LogRecord) => {
      logTail.hear(record);
      writer.write(record);
    };
    const log = createLogger(write, current);
    const progress = createStartProgress(log, manager);
    for (const name of unknownNames(env)) log.warn(unknownInWords(name));
    const onMessage = (message: WorkerMessage) => {
      if (message.type === 'log') write(message.record);
    };
    const hub = createHubProcess({
      program: hubProgram,
      execArgv: leanFlags,
      log,
      level,
      onMessage,
      onEnd: () => pool.send({ type: 'hub', isReady: false }),
    });
    const pool: WorkerPool = createWorkerPool({
      program: workerProgram,
      size: config.workers,
      log,
      level,
      onMessage(message, worker) {
        onMessage(message);
        if (message.type === 'revoked') pool.send({ type: 'revoked' });
        if (message.type === 'hub-wanted') void hub.want().then((isReady) => worker.send({ type: 'hub', isReady }));
        metrics.hear(message, worker);
        jobs.hear(message);
      },
      onAccess: writer.writeAccess,
      timings,
    });
    let keeper: TlsKeeper | undefined;
    let schedule: Schedule | undefined;
    const tls = () => keeper?.status();
    const jobTimes = (name: string) => schedule?.list().find((job) => job.name === name)?.last;
    const metrics = createMetricsHub(pool, hub, tls, log);
    const jobs = createJobs(pool);
    const setLevel = (wanted: LogLevel) => {
      current = wanted;
      log.setLevel(wanted);
      for (const processes of [pool, hub]) processes.send({ type: 'log-level', level: wanted });
    };
    const targets = {
      config,
      env,
      log,
      pool,
      hub,
      jobs,
      tasks: createTasks(config),
      logTail,
      schedule: () => schedule,
      level,
      state: () => state,
      step: progress.step,
      tls,
      renewCertificate: () => keeper?.renew(),
      setLevel,
      audit: writer.write,
    };
    const ended = Promise.withResolvers<number>();
    const stopping = new AbortController();
    let preparing: Promise<unknown> = Promise.resolve();
    handleSignals({
      stop(signal) {
        state = 'stopping';
        manager.stopping();
        log.info('stopping', { signal });
        stopping.abort();
        // A pairing isn't waited for: both sides are told, and a fresh code works with the next Foxden.
        void Promise.allSettled([hub.stop(), pool.stop(), preparing]).then(() => ended.resolve(0));
      },
      abort(signal) {
        log.warn('ending at once; requests may be cut off', { signal });
        hub.kill();
        pool.kill();
        ended.resolve(128 + constants.signals[signal]);
      },
      restart: () => void pool.rollingRestart().catch(() => {}),
      reopenLogs: () => writer.reopen(),
    });
    const prepare = async () => {
      const control = await openControl(config, controlRoutes(targets));
      closing.unshift(() => control.close());
      await checkPorts(config);
      await progress.follow((onProgress) => prepareDatabase(config, log, { onProgress, signal: stopping.signal }));
      openBackupDir(config, log);
      const inForce = { version, pid: process.pid, ...settingsInForce(env, config.dataDir) };
      replaceFile(settingsFile(config.dataDir), `${JSON.stringify(inForce, null, 2)}\n`);
      keeper = await startTlsKeeper({ config, log, now: Date.now });
      closing.unshift(() => keeper?.stop());
    };
    preparing = prepare();
    const isPrepared = preparing.then(
      () => !stopping.signal.aborted,
      (error) => {
        if (!stopping.signal.aborted) throw error;
        return false;
      },
    );
    if (!(await Promise.race([isPrepared, ended.promise.then(() => false)]))) return await ended.promise;
    closing.unshift(() => hub.stop());
    if (config.database.engine === 'sqlite') {
      const logKeeper = keepLogShort(config.database.file, log);
      closing.unshift(() => logKeeper.stop());
    }
    // Nobody but the administration's pages shows it, and they are there with accounts of our own only.
    const activity = config.accounts.mode === 'embedded' ? [activityJob(metrics, jobs)] : [];
    const purge = { name: 'purge', at: '23 * * * *', run: () => jobs.run('purge') };
    const backups = scheduledBackups(config, log);
    const notices = noticesJob(config, { jobs, tls, lastBackup: () => jobTimes('backup') });
    closing.unshift(() => schedule?.stop());
    closing.push(outlastUncaught(log));
    const started = await Promise.race([pool.start().then(() => true), ended.promise.then(() => false)]);
    if (started) {
      if (state === 'starting') state = 'ready';
      // Not before, since a minute may begin while the workers start, and jobs are theirs.
      schedule = startSchedule([purge, ...backups, ...activity, ...notices], log, { place: config });
      // Most certificates are there by now; one that has to be ordered isn't waited for.
      await Promise.race([keeper?.check(), sleep(1000)]);
      const sentence = readySentence(config, keeper!.status());
      manager.ready(sentence);
      log.info(sentence);
      await showAdminLink(config, log).catch((error) => log.warn(noAdminLink, failureFields(error)));
      // From now on there is little to do here.
      setTimeout(collectGarbage, restAfterStart).unref();
    }
    return await ended.promise;
  } finally {
    await closeAll(closing);
  }
}

/** Closes one after the other, whatever becomes of each. */
async function closeAll(closing: (() => unknown)[]): Promise<void> {
  for (const close of closing) {
    try {
      await Promise.race([close(), sleep(closePatience, undefined, { ref: false })]);
    } catch (error) {
      // The log may be among what is closed already.
      process.stderr.write(`Foxden could not end in order: ${(error as Error).message}\n`);
    }
  }
}
