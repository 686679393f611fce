import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { hasMariadb, type MariadbServer, startMariadb } from './mariadb.ts';

/** Settings that put a test on one of the two databases. */
export interface Engine {
  name: 'sqlite' | 'mariadb';
  /** A fresh data dir with an empty database: environment variables for a server. Call it inside tests and hooks. */
  env(): Promise<Record<string, string>>;
}

/**
 * Runs the same tests on SQLite and on a real MariaDB. Where no MariaDB is installed its half is skipped by name.
 *
 * @param name - Name of the suite.
 * @param body - Declares the tests; called once an engine.
 */
export function describeOnEngines(name: string, body: (engine: Engine) => void): void {
  describe(`${name} (sqlite)`, () => {
    const dirs = temporaryDirs();
    body({ name: 'sqlite', env: async () => ({ FOXDEN_DATA_DIR: dirs.make() }) });
  });
  describe.skipIf(!hasMariadb())(`${name} (mariadb)`, () => {
    const dirs = temporaryDirs();
    let server: MariadbServer;
    beforeAll(async () => {
      server = await startMariadb();
    }, 60_000);
    afterAll(() => server?.stop());
    body({
      name: 'mariadb',
      env: async () => ({ FOXDEN_DATA_DIR: dirs.make(), FOXDEN_DATABASE_URL: await server.createDatabase() }),
    });
  });
}

function temporaryDirs(): { make(): string } {
  const made: string[] = [];
  afterAll(() => {
    for (const dir of made) rmSync(dir, { recursive: true, force: true });
  });
  return {
    make() {
      const dir = mkdtempSync(join(tmpdir(), 'foxden-test-'));
      made.push(dir);
      return dir;
    },
  };
}
