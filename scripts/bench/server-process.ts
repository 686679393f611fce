import type { AddressInfo } from 'node:net';
import { createConfig } from '../../src/config/config.ts';
import { readEnv } from '../../src/config/read-env.ts';
import { createSecrets } from '../../src/config/secrets.ts';
import { createContext } from '../../src/context.ts';
import { migrate } from '../../src/database/migrate.ts';
import { isControlStatement } from '../../src/database/statement-listener.ts';
import { createLogger } from '../../src/log/logger.ts';
import { formatKeyId } from '../../src/token/request/parse-key-id.ts';
import { createWorkerServer } from '../../src/worker/server.ts';
import { issueAccessToken, saveAccount, testAccount } from '../../testing/token/token-client.ts';

// One worker of Foxden as a process of its own, with what the benchmark wants to know of it: CPU time, memory, statements.
const config = createConfig(readEnv(process.env));
const secrets = await createSecrets(config);
let statements = 0;
let roundTrips = 0;
let peak = 0;
const ctx = createContext({
  config,
  secrets,
  log: createLogger(() => {}, 'error'),
  onStatement: (sql) => {
    if (!isControlStatement(sql)) statements++;
  },
  onRoundTrip: () => {
    roundTrips++;
  },
});
await migrate(ctx.db);
const server = createWorkerServer(ctx);
server.listen(config.listen.port, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send!({ url: `http://localhost:${port}`, secret: secrets.masterSecrets[0] });
});
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 25).unref();

process.on('message', async (question) => {
  if (question === 'facts') {
    const { user, system } = process.cpuUsage();
    peak = Math.max(peak, process.memoryUsage.rss());
    process.send!({ cpu: (user + system) / 1000, rss: process.memoryUsage.rss(), peak, statements, roundTrips });
    peak = process.memoryUsage.rss();
  }
  if (question === 'token') {
    const account = testAccount();
    await saveAccount(ctx, account);
    const keyId = formatKeyId(BigInt(account.keysChangedAt), account.clientState);
    process.send!({ accessToken: await issueAccessToken(ctx, account), keyId });
  }
});
process.on('disconnect', () => process.exit(0));
