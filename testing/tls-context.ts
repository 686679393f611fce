import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConfig } from '../src/config/config.ts';
import { readEnv } from '../src/config/read-env.ts';
import { createLogger, type LogRecord } from '../src/log/logger.ts';
import type { TlsContext } from '../src/supervisor/tls/context.ts';

/** A certificate keeper's context with a clock that the test turns. */
export interface TestTlsContext extends TlsContext {
  time: number;
  logs: LogRecord[];
}

/**
 * Makes a context on a new data dir.
 *
 * @param env - Settings besides the data dir.
 */
export function testTlsContext(env: Record<string, string>): TestTlsContext {
  const logs: LogRecord[] = [];
  const FOXDEN_DATA_DIR = env.FOXDEN_DATA_DIR ?? mkdtempSync(join(tmpdir(), 'foxden-tls-'));
  const ctx: TestTlsContext = {
    time: Date.now(),
    logs,
    config: createConfig(readEnv({ ...env, FOXDEN_DATA_DIR })),
    log: createLogger((record) => logs.push(record), 'info'),
    now: () => ctx.time,
  };
  return ctx;
}
