import { createRequire } from 'node:module';
import type { ConnectionOptions, createConnection, createPool, PoolOptions } from 'mysql2';
import { socketOf } from '../config/database-socket.ts';
import { fallbackPool } from './fallback-pool.ts';
import type { MariadbPool } from './pool.ts';
import { watchedPool } from './watched-pool.ts';

// Loaded when the first pool is opened: on SQLite every process saves 20 MiB of memory.
const require = createRequire(import.meta.url);
const driver = () => require('mysql2') as { createPool: typeof createPool; createConnection: typeof createConnection };

// READ COMMITTED: every statement sees what is committed, so a row that is read after the user's lock row was taken is
// current; it also takes fewer gap locks. wsrep_sync_wait=1 makes reads on a Galera node wait for what other nodes have
// committed (architecture.md §4), and wsrep_retry_autocommit repeats single statements that collide with another node's;
// a server without Galera ignores both.
const isolation = 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED';
const sessionSettings =
  'SET SESSION innodb_lock_wait_timeout=5, wsrep_sync_wait=1, wsrep_retry_autocommit=10, ' +
  "sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO'";

/** The driver's options, and `longest`: how long a single answer may take, ms; absent: as long as the server is awake. */
export interface MariadbPoolOptions extends PoolOptions {
  longest?: number;
}

/**
 * Opens a pool. Connections are made when they are first needed.
 *
 * @param url - mysql://user:password@host:port/name; `?fallback=host:port,host:port` names further nodes of a Galera cluster,
 * which are used while the first one can't be.
 * @param options - Changes to the pool's options, such as `multipleStatements` for storage's own pool.
 */
export function openMariadbPool(url: string, options: MariadbPoolOptions = {}): MariadbPool {
  const others = new URL(url).searchParams.get('fallback')?.split(',') ?? [];
  if (others.length === 0) return openPool(new URL(url), options);
  // A machine that is gone doesn't even refuse; a request can't wait long for each.
  const impatient = { connectTimeout: 2000, ...options };
  return fallbackPool(
    [new URL(url), ...others.map((host) => at(url, host))].map((place) => openPool(place, impatient)),
  );
}

function at(url: string, host: string): URL {
  const { port, hostname } = new URL(`mysql://${host.trim()}`);
  return Object.assign(new URL(url), { hostname, port });
}

function openPool(url: URL, { longest, ...options }: MariadbPoolOptions): MariadbPool {
  const place = {
    ...addressOf(url),
    charset: 'utf8mb4',
    timezone: 'Z',
    supportBigNumbers: true,
    connectionLimit: 10,
    maxIdle: 4,
    enableKeepAlive: true,
    // Without it the system would ask after two hours whether a silent database is still there.
    keepAliveInitialDelay: 10_000,
    connectTimeout: 4000,
    ...options,
  };
  const pool = driver().createPool(place);
  pool.on('connection', (connection) => {
    // What fails here fails for the first statement too, or the server isn't MariaDB, which a start finds out.
    connection.query(isolation, () => {});
    connection.query(sessionSettings, () => {});
  });
  const probe = () => openAndClose({ ...addressOf(url), connectTimeout: place.connectTimeout });
  return watchedPool(pool, probe, longest);
}

function addressOf(url: URL): ConnectionOptions {
  const { hostname, port, username, password, pathname } = url;
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port || 3306),
    socketPath: socketOf(url),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
  };
}

function openAndClose(place: ConnectionOptions): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const connection = driver().createConnection(place);
  connection.once('connect', () => {
    connection.destroy();
    resolve();
  });
  connection.on('error', (error) => {
    connection.destroy();
    reject(error);
  });
  return promise;
}
