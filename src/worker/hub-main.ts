import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { sayingOf } from '../failures/explain.ts';
import { failureFields } from '../failures/failure-fields.ts';
import { answerRequests, openKeyExchange } from '../legacy/key-exchange/answer-requests.ts';
import { createLogger } from '../log/logger.ts';
import { startHubServer } from '../pairing/hub-server.ts';
import { createIpcSink, tell } from './ipc.ts';
import { heartbeatInterval, type SupervisorMessage } from './messages.ts';

/** The pairing hub's process: forked by the supervisor when somebody pairs, it outlives the workers of a rolling restart. */
async function main(): Promise<void> {
  process.title = 'foxden pairing hub';
  // The supervisor speaks for the whole family; see the worker's main.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2'] as const) process.on(signal, () => {});
  process.on('disconnect', () => process.exit(0));

  const config = createConfig(readEnv(process.env));
  const { sink, flush } = createIpcSink();
  const log = createLogger(sink, config.log.level).child({ hub: process.pid });
  process.on('uncaughtException', async (error) => {
    log.error('the pairing hub ends because of an error that nothing caught', failureFields(error));
    await flush();
    process.exit(70);
  });

  const exchange = openKeyExchange({ config, log });
  const hub = await startHubServer({ config, log }, answerRequests({ config, log }, exchange));
  process.on('message', async (message: SupervisorMessage) => {
    if (message.type === 'log-level') log.setLevel(message.level);
    if (message.type === 'unblock') {
      exchange.unblock(message.network);
      await tell({ type: 'unblocked', keyExchange: exchange.stats() });
    }
    if (message.type !== 'drain') return;
    await hub.close();
    await flush();
    process.exit(0);
  });
  const report = () => {
    const stats = hub.stats();
    const isIdle = stats.channels + stats.sockets === 0 && exchange.isIdle();
    return tell({ type: 'pairing', stats, keyExchange: exchange.stats(), isIdle });
  };
  setInterval(() => void report(), heartbeatInterval).unref();
  await tell({ type: 'ready' });
}

main().catch(async (error) => {
  const message = String((error as Error).stack);
  await tell({ type: 'failed', message, saying: sayingOf(error), exitCode: 70, final: false });
  process.exit(70);
});
