import type { PoolConnection } from 'mysql2';
import { withRetry } from '../../../database/retry.ts';
import { type Stamp, stampOf } from '../../stamp.ts';
import { type CheckLead, keepToClock } from '../ahead-of-clock.ts';
import type { EngineSettings } from '../settings.ts';
import type { MariadbClient, Parameters } from './mariadb-client.ts';
import { positional } from './positional.ts';

/** Rows of one statement; empty for statements that give none. */
export type Rows = Record<string, unknown>[];

/** What a write has at hand. Each call is one round trip, however many statements it sends. */
export interface WriteTransaction {
  settings: EngineSettings;
  /** When the transaction began. */
  now: Stamp;
  checkLead: CheckLead;
  /** Runs statements; the first call also begins the transaction. Gives the rows of each, as the caller's statements name them. */
  send<Results extends (unknown[] | undefined)[] = Rows[]>(
    statements: string[],
    parameters: Parameters,
  ): Promise<Results>;
  /** Runs the last statements and commits. */
  commit(statements: string[], parameters: Parameters): Promise<Rows[]>;
  /**
   * Does the same as one prepared block, which takes MariaDB less than half of the CPU when much is written: it need not look for
   * the ends of long texts. For statements that come again in the same form; each keeps memory in the database server.
   */
  commitPrepared(statements: string[], parameters: Parameters): Promise<void>;
}

/** Runs `work` in one transaction, again from the start after a conflict; it is undone when `work` throws. */
export function runWrite<T>(client: MariadbClient, work: (transaction: WriteTransaction) => Promise<T>): Promise<T> {
  return keepToClock((checkLead) => withRetry(() => attempt(client, work, checkLead)));
}

async function attempt<T>(
  client: MariadbClient,
  work: (transaction: WriteTransaction) => Promise<T>,
  checkLead: CheckLead,
): Promise<T> {
  const connection = await client.connect();
  let isOpen = false;
  const send = async <Results extends (unknown[] | undefined)[] = Rows[]>(
    statements: string[],
    parameters: Parameters,
  ) => {
    const all = isOpen ? statements : ['START TRANSACTION', ...statements];
    isOpen = true;
    const results = await run(client, connection, all, parameters);
    return results.slice(all.length - statements.length) as unknown[] as Results;
  };
  const commit = async (statements: string[], parameters: Parameters) => {
    const results = await send([...statements, 'COMMIT'], parameters);
    isOpen = false;
    return results.slice(0, -1);
  };
  try {
    const result = await work({
      settings: client.settings,
      now: stampOf(client.settings.now()),
      checkLead,
      send,
      commit,
      commitPrepared: async (statements, parameters) => {
        // See `run`; and a transaction that has not begun begins in its first packet.
        if (!isOpen || (await client.isGalera(connection))) await commit(statements, parameters);
        else await executeBlock(client, connection, [...statements, 'COMMIT'], parameters);
        isOpen = false;
      },
    });
    connection.release();
    return result;
  } catch (error) {
    await undo(client, connection, isOpen);
    throw error;
  }
}

/** Leaves the connection without a transaction, or does without the connection. */
export async function undo(client: MariadbClient, connection: PoolConnection, isOpen: boolean): Promise<void> {
  try {
    if (isOpen) await query(client, connection, ['ROLLBACK'], {});
    connection.release();
  } catch {
    connection.destroy();
  }
}

// When a write on another Galera node wins between two statements of one packet, MariaDB (10.11) undoes the transaction,
// runs the rest of the packet without one, COMMIT included, and reports success: the write was lost although it was
// acknowledged. Between packets the same conflict is reported as 1213. So on a cluster each statement goes by itself.
async function run(
  client: MariadbClient,
  connection: PoolConnection,
  statements: string[],
  parameters: Parameters,
): Promise<Rows[]> {
  if (!(await client.isGalera(connection))) return query(client, connection, statements, parameters);
  const results: Rows[] = [];
  for (const statement of statements) results.push(...(await query(client, connection, [statement], parameters)));
  return results;
}

function query(
  client: MariadbClient,
  connection: PoolConnection,
  statements: string[],
  parameters: Parameters,
): Promise<Rows[]> {
  for (const statement of statements) client.count(statement);
  client.settings.onRoundTrip?.();
  const { promise, resolve, reject } = Promise.withResolvers<Rows[]>();
  connection.query({ sql: statements.join(';'), values: parameters as never }, (error, results) => {
    if (error) return reject(error);
    const list = (statements.length === 1 ? [results] : results) as unknown[];
    resolve(list.map((rows) => (Array.isArray(rows) ? (rows as Rows) : [])));
  });
  return promise;
}

function executeBlock(
  client: MariadbClient,
  connection: PoolConnection,
  statements: string[],
  parameters: Parameters,
): Promise<void> {
  for (const statement of statements) client.count(statement);
  client.settings.onRoundTrip?.();
  const { sql, values } = positional(`BEGIN NOT ATOMIC ${statements.join(';')}; END`, parameters);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  connection.execute(sql, values as never, (error) => (error ? reject(error) : resolve()));
  return promise;
}
