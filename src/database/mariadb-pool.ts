import { createRequire } from 'node:module';
import type { createPool, Pool, PoolOptions } from 'mysql2';

// Loaded when the first pool is opened: on SQLite every process saves 20 MiB of memory.
const require = createRequire(import.meta.url);
const driver = () => require('mysql2') as { createPool: typeof createPool };

/** A mysql2 connection pool with Foxden's settings. */
export type MariadbPool = Pool;

// READ COMMITTED: every statement sees what is committed, so a row that is read after the user's lock row was taken is
// current; it also takes fewer gap locks. wsrep_sync_wait=1 makes reads on a Galera node wait for what other nodes have
// committed (design.md section 4); a server without Galera ignores it.
const isolation = 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED';
const sessionSettings =
  'SET SESSION innodb_lock_wait_timeout=5, wsrep_sync_wait=1, ' +
  "sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO'";

/**
 * Opens a pool. Connections are made when they are first needed.
 *
 * @param url - mysql://user:password@host:port/name.
 * @param options - Changes to the pool's options, such as `multipleStatements` for storage's own pool.
 */
export function openMariadbPool(url: string, options: PoolOptions = {}): MariadbPool {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const pool = driver().createPool({
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port || 3306),
    socketPath: searchParams.get('socket') ?? undefined,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    charset: 'utf8mb4',
    timezone: 'Z',
    supportBigNumbers: true,
    connectionLimit: 10,
    maxIdle: 4,
    enableKeepAlive: true,
    ...options,
  });
  pool.on('connection', (connection) => {
    connection.query(isolation);
    connection.query(sessionSettings);
  });
  return pool;
}
