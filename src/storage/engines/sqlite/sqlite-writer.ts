import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { isTransient, withRetry } from '../../../database/retry.ts';
import type { SqliteConnection } from '../../../database/sqlite-connection.ts';
import type { IncomingBso } from '../../commands.ts';
import type { LegacyIncomingBso } from '../../legacy-engine.ts';
import { type Stamp, stampOf } from '../../stamp.ts';
import { type CheckLead, keepToClock } from '../ahead-of-clock.ts';
import type { EngineSettings } from '../settings.ts';
import { Statements } from './statements.ts';
import { WriteTurns } from './write-turns.ts';

/** What the statements of a write have at hand. */
export interface WriteTransaction {
  sql: Statements;
  settings: EngineSettings;
  /** When the write began. */
  now: Stamp;
  checkLead: CheckLead;
  /** Makes records readable as rows of the virtual table `incoming`. */
  setIncoming(bsos: Pick<IncomingBso, 'id'>[] | IncomingBso[] | LegacyIncomingBso[]): void;
}

/** A write that takes long: others of the process get their turn at each `yield`, but no other write does. */
export type LongWrite<T> = Generator<undefined, T>;

/** A write that waits for its turn. */
interface WaitingWrite {
  work: (transaction: WriteTransaction) => unknown;
  /** Has a transaction of its own. */
  isLong: boolean;
  checkLead: CheckLead;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

// Milliseconds between two looks at a lock that another process holds. It holds it for little longer, and in this process
// only one write looks.
const longestPause = 2;

/** Milliseconds in which everybody who waits for the lock has looked at it once more. */
const othersTurn = 4;

/**
 * The one connection of this process that writes to sync storage. Writes that arrive in one turn of the event loop share a
 * transaction, because a durable commit costs as much as the rest of a small write; each is undone by itself when it fails,
 * and none is answered before the commit. While another connection holds the write lock it is waited for without blocking
 * anything.
 */
export class SqliteWriter {
  readonly #connection: SqliteConnection;
  readonly #sql: Statements;
  readonly #settings: EngineSettings;
  readonly #longEnough: number;
  readonly #turns: WriteTurns;
  #turnOfOthers: Promise<void> | undefined;
  readonly #waiting: WaitingWrite[] = [];
  #isBusy = false;
  #incoming: Partial<LegacyIncomingBso>[] = [];

  /** @param longEnough - Milliseconds after which a transaction takes no further write, since nothing else runs meanwhile. */
  constructor(connection: SqliteConnection, settings: EngineSettings, longEnough = 8) {
    this.#connection = connection;
    this.#settings = settings;
    this.#longEnough = longEnough;
    this.#turns = new WriteTurns(connection.name);
    this.#sql = new Statements(connection, settings.onStatement);
    // A virtual table gives one statement any number of rows, with no limit on parameters and no detour through JSON.
    const current = () => this.#incoming;
    connection.table('incoming', {
      columns: ['row', 'id', 'sortindex', 'payload', 'size', 'ttl', 'parentid', 'predecessorid'],
      *rows() {
        let row = 0;
        for (const bso of current()) {
          const { id, sortindex = null, payload = null, size = 0, ttl = null } = bso;
          const { parentid = null, predecessorid = null } = bso;
          yield [row++, id, sortindex, payload, size, ttl, parentid, predecessorid];
        }
      },
    });
  }

  /** Runs `work` all or nothing; it is undone when `work` throws. The promise settles after the commit. */
  run<T>(work: (transaction: WriteTransaction) => T): Promise<T> {
    return this.#enqueue(work, false);
  }

  /** The same for a write that takes tens of milliseconds. */
  runLong<T>(work: (transaction: WriteTransaction) => LongWrite<T>): Promise<T> {
    return this.#enqueue(work, true);
  }

  #enqueue<T>(work: (transaction: WriteTransaction) => unknown, isLong: boolean): Promise<T> {
    return keepToClock((checkLead) => {
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      this.#waiting.push({ work, isLong, checkLead, resolve: resolve as WaitingWrite['resolve'], reject });
      if (!this.#isBusy) void this.#runAll();
      return promise;
    });
  }

  close(): void {
    this.#connection.close();
  }

  async #runAll(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting.length > 0) {
      await nextTurn();
      await this.#turnOfOthers;
      await withRetry(() => this.#attempt(), { longestPause }).catch((error: unknown) => {
        for (const { reject } of this.#waiting.splice(0)) reject(error);
      });
    }
    this.#isBusy = false;
  }

  /** One transaction with as many of the waiting writes as it takes; throws only what may go well another time. */
  async #attempt(): Promise<void> {
    this.#begin();
    const startedAt = performance.now();
    const taken: WaitingWrite[] = [];
    const settle: (() => void)[] = [];
    try {
      do {
        const write = this.#waiting.shift()!;
        taken.push(write);
        if (write.isLong) settle.push(await this.#runSteps(write));
        else settle.push(this.#runOne(write, taken.length > 1 || this.#waiting.length > 0));
      } while (
        !taken.at(-1)!.isLong &&
        this.#waiting[0]?.isLong === false &&
        performance.now() - startedAt < this.#longEnough
      );
      this.#sql.control('COMMIT');
    } catch (error) {
      // First of all, so that nobody is left waiting should the rollback fail too.
      if (isTransient(error)) this.#waiting.unshift(...taken);
      else for (const { reject } of taken) reject(error);
      if (this.#connection.inTransaction) this.#sql.control('ROLLBACK');
      if (isTransient(error)) throw error;
      return;
    }
    for (const tell of settle) tell();
    this.#turnOfOthers = this.#turns.othersWait() ? sleep(othersTurn) : undefined;
  }

  #begin(): void {
    try {
      this.#sql.control('BEGIN IMMEDIATE');
    } catch (error) {
      if (isTransient(error)) this.#turns.wait();
      throw error;
    }
    this.#turns.begin();
  }

  /**
   * Runs one write inside the transaction.
   *
   * @param hasOthers - Others share the transaction, and must not be undone with this write.
   * @returns What tells the caller, to be called after the commit.
   * @throws When the whole transaction has to be undone.
   */
  #runOne({ work, checkLead, resolve, reject }: WaitingWrite, hasOthers: boolean): () => void {
    if (hasOthers) this.#sql.control('SAVEPOINT one_write');
    try {
      const result = work(this.#transaction(checkLead));
      if (hasOthers) this.#sql.control('RELEASE one_write');
      return () => resolve(result);
    } catch (error) {
      // A full disk, among others, ends the transaction by itself.
      if (!hasOthers || !this.#connection.inTransaction || isTransient(error)) throw error;
      this.#sql.control('ROLLBACK TO one_write');
      this.#sql.control('RELEASE one_write');
      return () => reject(error);
    } finally {
      this.#incoming = [];
    }
  }

  /** Runs a long write, which is alone in its transaction. */
  async #runSteps({ work, checkLead, resolve }: WaitingWrite): Promise<() => void> {
    try {
      const steps = work(this.#transaction(checkLead)) as LongWrite<unknown>;
      for (;;) {
        const { value, done } = steps.next();
        // Also before the commit, which takes as long as a step.
        await nextTurn();
        if (done) return () => resolve(value);
      }
    } finally {
      this.#incoming = [];
    }
  }

  #transaction(checkLead: CheckLead): WriteTransaction {
    return {
      sql: this.#sql,
      settings: this.#settings,
      now: stampOf(this.#settings.now()),
      checkLead,
      setIncoming: (bsos) => {
        this.#incoming = bsos;
      },
    };
  }
}
