import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { readSecrets, SecretsError } from '../config/secrets.ts';
import { createContext } from '../context.ts';
import { fitLimits } from '../database/fit-limits.ts';
import { explain, inWords, sayingOf } from '../failures/explain.ts';
import { failureFields } from '../failures/failure-fields.ts';
import { useOutgoingProxy } from '../http/outgoing-proxy.ts';
import { createLogger } from '../log/logger.ts';
import type { Progress } from '../log/progress.ts';
import { createDrainer } from './drain.ts';
import { startHeartbeat } from './heartbeat.ts';
import { createHubCaller } from './hub-caller.ts';
import { createIpcSink, tell } from './ipc.ts';
import { runJob } from './jobs/run-job.ts';
import { openLinePipe } from './line-pipe.ts';
import { listen } from './listen.ts';
import { heartbeatInterval, type SupervisorMessage } from './messages.ts';
import { createWorkerServer } from './server.ts';
import { createPlainServer } from './tls/plain-server.ts';

/** One worker process: forked by the supervisor, it serves until it is told to leave. */
async function main(): Promise<void> {
  process.title = 'foxden worker';
  // A terminal's Ctrl-C and a service manager's signals reach the whole family; the supervisor speaks for all of it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2'] as const) process.on(signal, () => {});

  useOutgoingProxy(process.env);
  // Secrets come from their file: arguments and environment can be read by others of the same user.
  const asked = createConfig(readEnv(process.env));
  const secrets = readSecrets(asked);
  if (!secrets) throw new SecretsError(`The keys in ${asked.dataDir} have vanished since Foxden was started.`);
  const { sink, flush } = createIpcSink(openLinePipe());
  const log = createLogger(sink, asked.log.level).child({ worker: process.pid });
  process.on('uncaughtException', async (error) => {
    log.error('a worker ends because of an error that nothing caught', failureFields(error));
    await flush();
    process.exit(70);
  });

  // While the database is away a worker serves nothing that needs it, with whatever limits.
  const config = await fitLimits(asked).catch(() => asked);
  const hub = createHubCaller();
  const onRevocation = () => void tell({ type: 'revoked' });
  const ctx = createContext({ config, secrets, log, historyDelay: 500, onRevocation, wakeHub: hub.wake });
  ctx.revocations.watch();
  const server = createWorkerServer(ctx);
  const drainer = createDrainer(server);
  const plain = config.tls.listen ? createPlainServer(ctx) : undefined;
  const obey = async (message: SupervisorMessage) => {
    if (message.type === 'log-level') log.setLevel(message.level);
    if (message.type === 'snapshot-wanted') await tell({ type: 'snapshot', snapshot: await ctx.metrics.snapshot() });
    if (message.type === 'requests-wanted') await tell({ type: 'requests', snapshot: ctx.metrics.requests() });
    if (message.type === 'revoked') await ctx.revocations.refresh();
    if (message.type === 'announcements') ctx.announcer.refresh();
    if (message.type === 'hub') hub.hear(message.isReady);
    if (message.type === 'run-job') {
      const { name, input } = message;
      const hear = (progress: Progress) => void tell({ type: 'job-progress', name, progress });
      const outcome = await runJob(ctx, name, { tell: hear, input });
      await tell({ type: 'job-done', name, outcome });
    }
  };
  process.on('message', async (message: SupervisorMessage) => {
    // What fails of it must not end the worker.
    await obey(message).catch((error) =>
      log.error('a message of the supervisor could not be followed', failureFields(error)),
    );
    if (message.type !== 'drain') return;
    plain?.close();
    await drainer.drain(message.limits);
    await tell({ type: 'farewell', snapshot: ctx.metrics.requests() });
    await ctx.close();
    await flush();
    process.exit(0);
  });
  await (config.tls.listen ? listen(server, config.tls.listen, 'FOXDEN_TLS_LISTEN') : listen(server, config.listen));
  if (plain) await listen(plain, config.listen);
  startHeartbeat(server, drainer, ctx.metrics, heartbeatInterval);
  await tell({ type: 'ready' });
}

main().catch(async (error) => {
  const { exitCode } = (error as Error).constructor as { exitCode?: number };
  const explained = explain(error) !== undefined || exitCode !== undefined;
  const message = explained ? inWords(error) : String((error as Error).stack);
  await tell({
    type: 'failed',
    message,
    saying: sayingOf(error),
    exitCode: exitCode ?? 70,
    final: exitCode !== undefined,
  });
  process.exit(exitCode ?? 70);
});
