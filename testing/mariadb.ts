import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';

/** A real MariaDB server on a scratch data directory, without network. */
export interface MariadbServer {
  /** Makes an empty database and returns its URL for FOXDEN_DATABASE_URL. */
  createDatabase(): Promise<string>;
  /** Kills the server as a power cut would; its data stays. */
  kill(): Promise<void>;
  /** Starts it again after {@link kill}. */
  restart(): Promise<void>;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
  readonly pid: number;
  /** False once it has ended, by itself too. */
  readonly runs: boolean;
}

/** True when this machine has MariaDB's server. */
export const hasMariadb = (): boolean => ['/usr/sbin/mariadbd', '/usr/bin/mariadbd'].some((path) => existsSync(path));

/**
 * Starts a MariaDB server of the test's own (notes/containers.md).
 *
 * @param extra - More mariadbd options.
 * @param parent - Folder that its own folder is made in, such as a disk that a test fills.
 */
export async function startMariadb(extra: string[] = [], parent = tmpdir()): Promise<MariadbServer> {
  const dir = mkdtempSync(join(parent, 'foxden-mariadb-'));
  const data = join(dir, 'data');
  const socket = join(dir, 'sock');
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  execFileSync(
    'mariadb-install-db',
    ['--no-defaults', ...user, `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    // Two of these at once must not share a temporary folder: their temporary tables have the same names.
    { stdio: 'ignore', env: { ...process.env, TMPDIR: dir } },
  );
  const launch = async () => {
    const args = [
      '--no-defaults',
      ...user,
      `--datadir=${data}`,
      `--socket=${socket}`,
      `--pid-file=${join(dir, 'pid')}`,
      '--skip-networking',
      '--innodb-buffer-pool-size=64M',
      '--max-connections=200',
      '--max-allowed-packet=64M',
      ...extra,
    ];
    // A test that limits the size of its files, as a full disk does, must not end it.
    const program = ['--ignore-signal=XFSZ', 'mariadbd', ...args];
    const started = spawn('env', program, { stdio: 'ignore', env: { ...process.env, TMPDIR: dir } });
    await ready(started, socket);
    return started;
  };
  let child = await launch();
  const runs = () => child.exitCode === null && child.signalCode === null;
  const kill = async () => {
    if (!runs()) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
  };
  let databases = 0;
  return {
    get pid() {
      return child.pid!;
    },
    get runs() {
      return runs();
    },
    kill,
    async restart() {
      child = await launch();
    },
    async createDatabase() {
      const name = `foxden_${process.pid}_${++databases}`;
      const connection = await createConnection({ socketPath: socket, user: 'root' });
      await connection.query(`CREATE DATABASE ${name}`);
      await connection.end();
      return `mysql://root@localhost/${name}?socket=${encodeURIComponent(socket)}`;
    },
    async stop() {
      await kill();
      rmSync(dir, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

async function ready(child: ChildProcess, socketPath: string): Promise<void> {
  for (let tries = 0; tries < 2400; tries++) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`mariadbd ended with ${child.exitCode ?? child.signalCode}`);
    }
    try {
      await (await createConnection({ socketPath, user: 'root' })).end();
      return;
    } catch {
      await sleep(100);
    }
  }
  throw new Error('mariadbd did not get ready');
}
