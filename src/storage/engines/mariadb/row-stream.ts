import type { Socket } from 'node:net';
import type { PoolConnection } from 'mysql2';
import type { Portion } from '../portions.ts';
import type { NamedStatement, StreamRow } from '../sql/read-collection.ts';

/** Rows of one statement in portions of bounded size; the server is held up while nobody takes them. */
export class RowStream {
  readonly #connection: PoolConnection;
  #rows: StreamRow[] = [];
  readonly #portion: Portion;
  readonly #onEnd: () => void;
  #characters = 0;
  #isPaused = false;
  #isDone = false;
  #hasEnded = false;
  #error: Error | undefined;
  #wake: () => void = () => {};

  /** Starts a prepared statement on a connection, which belongs to the stream until {@link end}, which calls `onEnd`. */
  constructor(
    connection: PoolConnection,
    { sql, parameters }: NamedStatement,
    portion: Portion,
    onEnd: () => void = () => {},
  ) {
    this.#connection = connection;
    this.#portion = portion;
    this.#onEnd = onEnd;
    const command = connection.execute(sql, parameters as never);
    command.on('result', (row) => this.#add(row as unknown as StreamRow));
    command.on('error', this.#fail);
    // A connection that is lost in the middle of an answer tells only itself.
    connection.on('error', this.#fail);
    command.on('end', () => this.#finish());
  }

  /** True when the last portion has been taken. After a failure never: what is missing must not look like the end. */
  get isDone(): boolean {
    return this.#isDone && this.#error === undefined && this.#rows.length === 0;
  }

  /** The next rows; none at the end. */
  async take(): Promise<StreamRow[]> {
    if (this.#isPaused) this.#resume();
    while (!this.#isDone && !this.#isFull()) await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#error) throw this.#error;
    const rows = this.#rows;
    this.#rows = [];
    this.#characters = 0;
    return rows;
  }

  /** Gives the connection back, or closes it when rows are still under way; once. */
  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#onEnd();
    this.#connection.off('error', this.#fail);
    if (this.#isDone && !this.#error) {
      this.#connection.release();
    } else {
      // destroy() alone says goodbye, and a server that is held up in the middle of an answer doesn't hear that.
      this.#connection.destroy();
      (this.#connection as unknown as { stream: Socket }).stream.destroy();
    }
  }

  readonly #fail = (error: unknown): void => {
    this.#error ??= error as Error;
    this.#finish();
  };

  #add(row: StreamRow): void {
    this.#rows.push(row);
    this.#characters += row.payload.length;
    if (!this.#isFull() || this.#isPaused) return;
    this.#isPaused = true;
    this.#connection.pause();
    this.#wake();
  }

  #isFull(): boolean {
    return this.#rows.length >= this.#portion.rows || this.#characters >= this.#portion.characters;
  }

  #resume(): void {
    this.#isPaused = false;
    this.#connection.resume();
  }

  #finish(): void {
    this.#isDone = true;
    this.#wake();
  }
}
