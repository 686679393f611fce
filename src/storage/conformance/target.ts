import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe } from 'vitest';
import { describeOnEngines, type Engine } from '../../../testing/engines.ts';
import { StorageClient, type StorageClientOptions } from '../../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';
import type { StorageLimits } from '../../config/storage-limits.ts';
import type { ContextOptions } from '../../context.ts';
import { openMemoryStorage } from './memory-engine.ts';

/** The server that the conformance cases are aimed at. */
export interface Target {
  /** Origin. */
  url(): string;
  /** A client of a user nobody has used before, or of the one that is named. */
  client(options?: Partial<StorageClientOptions>): StorageClient;
  /** What info/configuration tells. */
  limits(): Promise<StorageLimits>;
  /** Lets seconds pass: our server's clock is put forward, which no slow machine can do; any other is waited for. */
  pass(seconds: number): Promise<void>;
}

const { FOXDEN_CONFORMANCE_URL: aimedUrl, FOXDEN_CONFORMANCE_SECRET: aimedSecret } = process.env;

/**
 * Declares conformance cases: against Foxden on both databases, or against the server that `npm run conformance` names.
 *
 * @param name - What the cases are about, with the protocol section.
 * @param body - Declares the tests.
 * @param env - Settings of the server, when it is ours.
 */
export function describeConformance(
  name: string,
  body: (target: Target) => void,
  env: Record<string, string> = {},
): void {
  if (aimedUrl !== undefined && aimedSecret !== undefined) {
    const pass = (seconds: number) => sleep(seconds * 1000);
    describe(name, () => body(targetOf(() => ({ url: aimedUrl, masterSecret: aimedSecret }), pass)));
    return;
  }
  const onServer = (engine: Engine, overrides?: Partial<ContextOptions>) => {
    let server: TestServer;
    let ahead = 0;
    beforeAll(async () => {
      server = await startTestServer(engine, { env, overrides: { now: () => Date.now() + ahead, ...overrides } });
    });
    afterAll(() => server.stop());
    body(
      targetOf(
        () => ({ url: server.url, masterSecret: server.ctx.secrets.masterSecrets[0]! }),
        async (seconds) => {
          ahead += seconds * 1000;
        },
      ),
    );
  };
  describeOnEngines(name, (engine) => {
    onServer(engine);
    // A third engine, to see that two folders and a line are all it takes.
    if (engine.name === 'sqlite') {
      describe('with storage in memory', () =>
        onServer(engine, { openStorage: (_database, settings) => openMemoryStorage(settings) }));
    }
  });
}

function targetOf(server: () => { url: string; masterSecret: string }, pass: Target['pass']): Target {
  // Other servers keep what former runs have written, so users are drawn at random.
  const client = (options: Partial<StorageClientOptions> = {}) =>
    new StorageClient({ ...server(), uid: 1 + Math.floor(Math.random() * 2_000_000_000), ...options });
  return {
    url: () => server().url,
    client,
    limits: async () => (await client().get('/info/configuration')).json,
    pass,
  };
}
