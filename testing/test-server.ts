import type { AddressInfo } from 'node:net';
import { type Config, createConfig } from '../src/config/config.ts';
import { readEnv } from '../src/config/read-env.ts';
import { createSecrets, type Secrets } from '../src/config/secrets.ts';
import { type Context, type ContextOptions, createContext } from '../src/context.ts';
import { fitLimits } from '../src/database/fit-limits.ts';
import { migrate } from '../src/database/migrate.ts';
import { createLogger, type LogRecord } from '../src/log/logger.ts';
import { createWorkerServer } from '../src/worker/server.ts';
import type { Engine } from './engines.ts';
import { quickStretch } from './quick-stretch.ts';

/** A real server in this process: all services, one worker, a temporary data dir. */
export interface TestServer {
  /** Origin, such as http://localhost:41234. */
  url: string;
  ctx: Context;
  /** Everything that was logged. */
  logs: LogRecord[];
  /** Every SQL statement since the last `statements.length = 0`, without parameters. */
  statements: string[];
  stop(): Promise<void>;
}

/**
 * Starts a server on a free port, with empty tables.
 *
 * @param engine - From `describeOnEngines`.
 * @param options - `env`: more settings; `overrides`: replacements for parts of the context; passwords are stretched at
 *   once unless `stretch` says otherwise.
 */
export async function startTestServer(
  engine: Engine,
  options: { env?: Record<string, string>; overrides?: Partial<ContextOptions> } = {},
): Promise<TestServer> {
  const { server: placeholder, port } = await reservePort();
  const env = { FOXDEN_LISTEN: `127.0.0.1:${port}`, ...(await engine.env({ migrated: true })), ...options.env };
  const config = await fitLimits(createConfig(readEnv(env)));
  // The port stays taken until the server wants it.
  const overrides = { stretch: quickStretch, ...options.overrides };
  return listenInProcess(config, await createSecrets(config), overrides, () => placeholder.close());
}

/**
 * Starts a server in this process for what is there already.
 *
 * @param config - With a port of 127.0.0.1; its database is migrated.
 * @param secrets - Of the installation.
 * @param overrides - Replacements for parts of the context.
 * @param beforeListening - Called just before the port is needed.
 */
export async function listenInProcess(
  config: Config,
  secrets: Secrets,
  overrides: Partial<ContextOptions> = {},
  beforeListening = () => {},
): Promise<TestServer> {
  const logs: LogRecord[] = [];
  const statements: string[] = [];
  const log = createLogger((record) => logs.push(record), config.log.level);
  const onStatement = (sql: string) => statements.push(sql);
  const ctx = createContext({ config, secrets, log, onStatement, ...overrides });
  await migrate(ctx.db);
  const server = createWorkerServer(ctx);
  beforeListening();
  const { port } = config.listen;
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${port}`,
    ctx,
    logs,
    statements,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await ctx.close();
    },
  };
}

async function reservePort() {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}
