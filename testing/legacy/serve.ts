import { afterAll, beforeAll } from 'vitest';
import type { ContextOptions } from '../../src/context.ts';
import type { Engine } from '../engines.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { OldBrowser } from './old-browser.ts';

/** A server for the tests of a suite, with people on it. */
export interface LegacyTestServer {
  /** Set while tests run. */
  readonly server: TestServer;
  /** A new person, with an account. */
  person(): Promise<OldBrowser>;
}

/**
 * Starts a server before the tests of a suite, without limits and with quick passwords.
 *
 * @param options - As those of `startTestServer`.
 */
export function serveLegacy(
  engine: Engine,
  options: { env?: () => Record<string, string>; overrides?: Partial<ContextOptions> } = {},
): LegacyTestServer {
  let server: TestServer | undefined;
  beforeAll(async () => {
    server = await startTestServer(engine, {
      env: { FOXDEN_RATE_LIMITS: 'off', ...options.env?.() },
      overrides: options.overrides,
    });
  });
  afterAll(() => server?.stop());
  return {
    get server() {
      return server!;
    },
    person: () => new OldBrowser(server!.url).signUp(),
  };
}
