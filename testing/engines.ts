import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe } from 'vitest';
import { createConfig } from '../src/config/config.ts';
import { readEnv } from '../src/config/read-env.ts';
import { hasMariadb } from './mariadb.ts';
import { sharedDatabase } from './shared-databases.ts';

/** Settings that put a test on one of the two databases. */
export interface Engine {
  name: 'sqlite' | 'mariadb';
  /**
   * A fresh data dir with a database of its own: environment variables for a server. Call it inside tests and hooks.
   *
   * @param options - `migrated`: the database has the newest schema's tables, as `migrate` leaves them, and is not to be migrated first;
   *   that is much quicker than to migrate.
   */
  env(options?: { migrated?: boolean }): Promise<Record<string, string>>;
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
    body({
      name: 'sqlite',
      async env({ migrated = false } = {}) {
        const env = { FOXDEN_DATA_DIR: dirs.make() };
        const { database } = createConfig(readEnv(env));
        if (migrated && 'file' in database) copyFileSync(await sharedDatabase('sqlite'), database.file);
        return env;
      },
    });
  });
  describe.skipIf(!hasMariadb())(`${name} (mariadb)`, () => {
    const dirs = temporaryDirs();
    const databases = ownDatabases();
    body({
      name: 'mariadb',
      async env({ migrated = false } = {}) {
        const env = { FOXDEN_DATA_DIR: dirs.make(), FOXDEN_DATABASE_URL: await databases.make() };
        if (migrated) await databases.copyTables(env.FOXDEN_DATABASE_URL);
        return env;
      },
    });
  });
}

function temporaryDirs(): { make(): string } {
  const made: string[] = [];
  afterAll(() => {
    for (const dir of made) rmSync(dir, { recursive: true, force: true, maxRetries: 10 });
  });
  return {
    make() {
      const dir = mkdtempSync(join(tmpdir(), 'foxden-test-'));
      made.push(dir);
      return dir;
    },
  };
}

/** Databases of one suite on the MariaDB server that all files of a run share; they go with the suite. */
function ownDatabases(): { make(): Promise<string>; copyTables(url: string): Promise<void> } {
  const made: string[] = [];
  let shared: string;
  let root: Connection;
  let tables: string[] | undefined;
  beforeAll(async () => {
    shared = await sharedDatabase('mariadb');
    root = await createConnection({ socketPath: socketOf(shared), user: 'root', multipleStatements: true });
  });
  afterAll(async () => {
    for (const name of made) await root?.query(`DROP DATABASE IF EXISTS ${name}`);
    await root?.end();
  });
  return {
    async make() {
      const name = `foxden_${randomUUID().replaceAll('-', '')}`;
      await root.query(`CREATE DATABASE ${name}`);
      made.push(name);
      const url = new URL(shared);
      url.pathname = name;
      return String(url);
    },
    async copyTables(url) {
      tables ??= await tablesOf(nameOf(shared));
      await root.query(`USE ${nameOf(url)}`);
      await root.query(tables.join(';'));
    },
  };

  /** Statements that make the same tables elsewhere, with the same rows; `LIKE` would forget where their numbers begin. */
  async function tablesOf(from: string): Promise<string[]> {
    const [names] = await root.query<RowDataPacket[]>({ sql: `SHOW TABLES FROM ${from}`, rowsAsArray: true });
    const statements: string[] = [];
    for (const [name] of names as unknown as [string][]) {
      const [[row]] = await root.query<RowDataPacket[]>(`SHOW CREATE TABLE ${from}.${name}`);
      statements.push(row!['Create Table'], `INSERT INTO ${name} SELECT * FROM ${from}.${name}`);
    }
    return statements;
  }
}

const nameOf = (url: string) => new URL(url).pathname.slice(1);
const socketOf = (url: string) => new URL(url).searchParams.get('socket')!;
