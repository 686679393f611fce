import type { PoolConnection, RowDataPacket } from 'mysql2';
import { endPool, type MariadbPool, takeConnection } from './pool.ts';

/** How long a node that failed is left alone, and how long a node's word that it is ready counts; ms. */
const pause = 10_000;
const trusted = 1000;

/** Answer to the question whether a node is ready may take this long; ms. */
const patience = 2000;

interface Node {
  pool: MariadbPool;
  avoidUntil: number;
}

/** A node runs, but is no part of the cluster's majority, so it would refuse every statement. */
export class NodeNotReadyError extends Error {
  // MariaDB's own number and name for that.
  readonly errno = 1047;
  readonly code = 'ER_UNKNOWN_COM_ERROR';

  constructor() {
    super('This node of the database cluster is not ready');
    this.name = 'NodeNotReadyError';
  }
}

/**
 * Makes one pool of several nodes of a Galera cluster: connections come from the first node that can be used, and again from
 * an earlier one some seconds after it is back. A node is asked now and then whether it is ready, since one that has lost
 * the others accepts connections and refuses all work.
 *
 * @param pools - One pool for each node, in order of preference.
 */
export function fallbackPool(pools: MariadbPool[]): MariadbPool {
  const nodes: Node[] = pools.map((pool) => ({ pool, avoidUntil: 0 }));
  const checkedAt = new WeakMap<PoolConnection, number>();

  async function connect(): Promise<PoolConnection> {
    const now = performance.now();
    const avoided = (node: Node) => Number(node.avoidUntil > now);
    let failure: unknown;
    for (const node of nodes.toSorted((a, b) => avoided(a) - avoided(b))) {
      // While one request finds out whether the node is back, the others use the next one.
      if (node.avoidUntil > 0) node.avoidUntil = now + pause;
      try {
        const connection = await takeConnection(node.pool);
        await check(connection);
        node.avoidUntil = 0;
        return connection;
      } catch (error) {
        failure = error;
        node.avoidUntil = now + pause;
      }
    }
    throw failure;
  }

  async function check(connection: PoolConnection): Promise<void> {
    if (performance.now() - (checkedAt.get(connection) ?? Number.NEGATIVE_INFINITY) < trusted) return;
    try {
      if (!(await isReady(connection))) throw new NodeNotReadyError();
      checkedAt.set(connection, performance.now());
    } catch (error) {
      connection.destroy();
      throw error;
    }
  }

  return {
    getConnection(done) {
      connect().then(
        (connection) => done(null, connection),
        (error) => done(error, undefined as never),
      );
    },
    end(done) {
      Promise.all(nodes.map(({ pool }) => endPool(pool))).then(() => done(), done);
    },
  };
}

/** Asks a node whether it works; one without Galera always does. */
function isReady(connection: PoolConnection): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const question = { sql: "SHOW STATUS LIKE 'wsrep_ready'", timeout: patience };
    connection.query<RowDataPacket[]>(question, (error, rows) =>
      error ? reject(error) : resolve(rows[0]?.Value !== 'OFF'),
    );
  });
}
