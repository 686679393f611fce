import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A real PostgreSQL server on a scratch data directory, without network. */
export interface PostgresServer {
  /** Makes an empty database and returns its URL for `foxden import`. */
  createDatabase(): Promise<string>;
  /** Kills the server as a power cut would. */
  kill(): Promise<void>;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
}

const versions = '/usr/lib/postgresql';
const programs = (): string | undefined =>
  existsSync(versions)
    ? readdirSync(versions)
        .map((version) => join(versions, version, 'bin'))
        .find((bin) => existsSync(join(bin, 'postgres')))
    : undefined;

/** True when this machine has PostgreSQL's server. */
export const hasPostgres = (): boolean => programs() !== undefined;

/** Name and password of the only user. */
export const postgresUser = { name: 'sync', password: 'p@ss:/?#%41 ö' };

/** Starts a PostgreSQL server of the test's own; its only user has to give a password. */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = programs()!;
  // Other users may look into it, and a path of a socket has at most 107 bytes.
  const dir = mkdtempSync(join(tmpdir(), 'foxden-postgres-'));
  const owner = ownerOfServer();
  chmodSync(dir, 0o755);
  const data = join(dir, 'data');
  const socket = join(dir, 'socket');
  const asOwner = { ...owner, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' }, cwd: dir };
  const secret = join(dir, 'password');
  writeFileSync(secret, `${postgresUser.password}\n`);
  for (const each of [data, socket]) mkdirSync(each, 0o700);
  for (const each of [dir, data, socket, secret]) if (owner.uid !== undefined) chownSync(each, owner.uid, owner.gid!);
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', postgresUser.name, `--pwfile=${secret}`, '-A', 'scram-sha-256', '-E', 'UTF8', '--no-sync'],
    { ...asOwner, stdio: 'ignore' },
  );
  const args = ['-D', data, '-k', socket, '-c', 'listen_addresses=', '-c', 'fsync=off', '-c', 'timezone=Asia/Kolkata'];
  const child = spawn(join(bin, 'postgres'), args, { ...asOwner, stdio: 'ignore' });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const urlOf = (name: string) =>
    `postgres://${postgresUser.name}:${encodeURIComponent(postgresUser.password)}@localhost/${name}?host=${encodeURIComponent(socket)}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: urlOf('postgres') });
    client.on('error', () => {});
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  for (let tries = 0; ; tries++) {
    try {
      await run('SELECT 1');
      break;
    } catch (error) {
      if (child.exitCode !== null || tries === 2400) throw new Error('PostgreSQL did not get ready', { cause: error });
      await sleep(100);
    }
  }
  let databases = 0;
  return {
    async createDatabase() {
      const name = `sync_${++databases}`;
      await run(`CREATE DATABASE ${name}`);
      return urlOf(name);
    },
    // Its children end by themselves when they notice.
    kill: () => kill('SIGQUIT'),
    async stop() {
      await kill('SIGQUIT');
      rmSync(dir, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** PostgreSQL refuses to run as root; Debian makes a user for it. */
function ownerOfServer(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
