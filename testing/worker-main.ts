import type { AddressInfo } from 'node:net';
import { createConfig } from '../src/config/config.ts';
import { readEnv } from '../src/config/read-env.ts';
import { readSecrets } from '../src/config/secrets.ts';
import { createContext } from '../src/context.ts';
import { createLogger } from '../src/log/logger.ts';
import { createWorkerServer } from '../src/worker/server.ts';

// A worker on a port of its own, so that a test can choose which process answers. Tells its address over IPC and ends
// with the test.
const config = createConfig(readEnv(process.env));
const secrets = readSecrets(config);
if (!secrets) throw new Error('The test has made no secrets');
const log = createLogger((record) => process.send?.({ log: record }), 'warn');
const ctx = createContext({ config, secrets, log });
ctx.revocations.watch();
const server = createWorkerServer(ctx);
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on('disconnect', () => process.exit(0));
