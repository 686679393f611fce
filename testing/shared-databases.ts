import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection as connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { createConfig } from '../src/config/config.ts';
import { readEnv } from '../src/config/read-env.ts';
import { openDatabase } from '../src/database/database.ts';
import { migrate } from '../src/database/migrate.ts';
import { type MariadbServer, startMariadb } from './mariadb.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the unix socket that {@link sharedDatabase} asks. */
    sharedDatabases: string;
  }
}

/** What all files of a run share, each with the newest schema and no rows: a copy takes far less than to migrate anew. */
interface Shared {
  /** Path of a SQLite database. */
  sqlite: string;
  /** URL of a database of a MariaDB server, on which each test makes databases of its own. */
  mariadb: string;
}

/** Vitest's global set-up: makes what is asked for when it is first asked for, and removes it after the last file. */
export default function shareDatabases({ provide }: TestProject): () => Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-shared-'));
  const stops: (() => Promise<void>)[] = [];
  const makers: { [name in keyof Shared]: () => Promise<string> } = {
    async sqlite() {
      return (await migrated({})).file!;
    },
    async mariadb() {
      const server: MariadbServer = await startMariadb(['--innodb-buffer-pool-size=256M', '--max-connections=1000']);
      stops.push(() => server.stop());
      const url = await server.createDatabase();
      await migrated({ FOXDEN_DATABASE_URL: url });
      return url;
    },
  };
  async function migrated(env: Record<string, string>): Promise<{ file?: string }> {
    const { database } = createConfig(readEnv({ FOXDEN_DATA_DIR: dir, ...env }));
    const db = openDatabase(database);
    await migrate(db);
    await db.close();
    return 'file' in database ? database : {};
  }

  const made = new Map<string, Promise<string>>();
  const server = createServer({ allowHalfOpen: true }, async (socket) => {
    const name = (await text(socket)) as keyof Shared;
    const making = made.get(name) ?? makers[name]();
    made.set(name, making);
    socket.end(await making.catch((error: unknown) => `could not be made: ${error}`));
  });
  const path = join(dir, 'sock');
  server.listen(path);
  provide('sharedDatabases', path);
  return async () => {
    server.close();
    await Promise.allSettled(made.values());
    for (const stop of stops) await stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 10 });
  };
}

/** Where the run's shared database of an engine is; made now if no file has asked for it yet. */
export async function sharedDatabase(engine: keyof Shared): Promise<string> {
  const socket = connect(inject('sharedDatabases'));
  socket.end(engine);
  const answer = await text(socket);
  if (!/^(\/|mysql:)/.test(answer)) throw new Error(`The ${engine} database for tests ${answer}`);
  return answer;
}
