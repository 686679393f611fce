import type { Socket } from 'node:net';
import type { Pool, PoolConnection } from 'mysql2';
import { conditionOf } from '../failures/database-conditions.ts';
import type { MariadbPool } from './pool.ts';

/** After how much silence a server is suspected, how often its connections are looked at, and how long a request waits for one; ms. */
const suspicion = 3000;
const interval = 1000;
const queuePatience = 10_000;

/** The server didn't answer. Its code is the system's own for that. */
class SilentServerError extends Error {
  readonly code = 'ETIMEDOUT';
  readonly fatal = true;

  constructor(message: string) {
    super(message);
    this.name = 'SilentServerError';
  }
}

/** What is known of a connection that somebody works with. */
interface Lent {
  socket: Socket;
  /** Bytes that had been sent when something was last heard; more than that since: an answer is due. */
  sentWhenHeard: number;
  /** Since when an answer has been due. */
  silentSince: number | undefined;
}

/**
 * Sees to it that nobody waits for ever for a server that is frozen: it takes connections and statements and says nothing,
 * which no error tells. Whoever has waited for some seconds for an answer has the server asked over a new connection; when
 * that gets no answer either, the connections that wait are cut. A server that is merely slow is left to work, up to `longest`.
 *
 * @param pool - Its connections are watched from their beginning.
 * @param probe - Opens and closes a connection of its own.
 * @param longest - How long a single answer may take, ms.
 */
export function watchedPool(pool: Pool, probe: () => Promise<void>, longest = Number.POSITIVE_INFINITY): MariadbPool {
  const lent = new Map<PoolConnection, Lent>();
  let timer: NodeJS.Timeout | undefined;
  let probing = false;

  pool.on('connection', (connection) => {
    // The library's types leave it out.
    const { stream: socket } = connection as unknown as { stream: Socket };
    const state = { socket, sentWhenHeard: socket.bytesWritten, silentSince: undefined };
    watchedSockets.set(connection, state);
    socket.on('data', () => {
      state.sentWhenHeard = socket.bytesWritten;
    });
  });
  pool.on('acquire', (connection) => {
    const state = watchedSockets.get(connection);
    if (!state) return;
    state.silentSince = undefined;
    lent.set(connection, state);
    timer ??= setInterval(look, interval).unref();
  });
  pool.on('release', (connection) => lent.delete(connection));

  function look(): void {
    const now = performance.now();
    let isSuspect = false;
    for (const [connection, state] of lent) {
      if (state.socket.destroyed) lent.delete(connection);
      else if (state.socket.bytesWritten === state.sentWhenHeard) state.silentSince = undefined;
      else state.silentSince ??= now;
      const silence = now - (state.silentSince ?? now);
      if (silence > longest) cut(state, 'The database took too long to answer');
      else if (silence > suspicion) isSuspect = true;
    }
    if (isSuspect && !probing) void ask();
    if (lent.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  async function ask(): Promise<void> {
    const askedAt = performance.now();
    probing = true;
    const isFrozen = await probe().then(
      () => false,
      // A server that refuses a connection in its own words is awake.
      (error) => conditionOf(error) === 'unreachable',
    );
    probing = false;
    if (!isFrozen) return;
    for (const state of lent.values()) {
      const isSilent = state.silentSince !== undefined && state.silentSince < askedAt;
      if (isSilent && state.socket.bytesWritten !== state.sentWhenHeard) cut(state, 'The database does not answer');
    }
  }

  return {
    getConnection(done) {
      let isOver = false;
      const patience = setTimeout(() => {
        isOver = true;
        done(new SilentServerError('No connection to the database became free in time'), undefined as never);
      }, queuePatience);
      pool.getConnection((error, connection) => {
        clearTimeout(patience);
        if (!isOver) done(error, connection);
        else if (!error) connection.release();
      });
    },
    end: (done) => pool.end(done),
  };
}

const watchedSockets = new WeakMap<PoolConnection, Lent>();

const cut = ({ socket }: Lent, why: string) => socket.destroy(new SilentServerError(why));
