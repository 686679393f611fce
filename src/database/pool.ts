import type { PoolConnection } from 'mysql2';

/** Connections to MariaDB with Foxden's settings, made when they are first needed. */
export interface MariadbPool {
  /** Lends a connection; its `release` or `destroy` gives it back. */
  getConnection(done: (error: Error | null, connection: PoolConnection) => void): void;
  end(done: (error?: Error | null) => void): void;
}

/** Takes a connection from a pool. */
export function takeConnection(pool: MariadbPool): Promise<PoolConnection> {
  const { promise, resolve, reject } = Promise.withResolvers<PoolConnection>();
  pool.getConnection((error, connection) => (error ? reject(error) : resolve(connection)));
  return promise;
}

/** Closes all connections of a pool. */
export function endPool(pool: MariadbPool): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  pool.end((error) => (error ? reject(error) : resolve()));
  return promise;
}
