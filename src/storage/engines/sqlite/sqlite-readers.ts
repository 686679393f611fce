import { openSqlite } from '../../../database/sqlite-connection.ts';
import type { EngineSettings } from '../settings.ts';
import { Statements } from './statements.ts';

const most = 8;

/**
 * Read connections of this process. One serves all small reads, which are done before anything else can run; a read that
 * takes several portions has a connection of its own, since an open iterator keeps it busy.
 */
export class SqliteReaders {
  readonly small: Statements;
  readonly #file: string;
  readonly #settings: EngineSettings;
  readonly #idle: Statements[] = [];
  readonly #waiting: ((statements: Statements) => void)[] = [];
  #open = 0;

  constructor(file: string, settings: EngineSettings) {
    this.#file = file;
    this.#settings = settings;
    this.small = this.#connect();
  }

  /** Takes a connection, as soon as one is free. */
  async take(): Promise<Statements> {
    const idle = this.#idle.pop();
    if (idle) return idle;
    if (this.#open < most) {
      this.#open++;
      return this.#connect();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Gives a connection back. */
  give(statements: Statements): void {
    const next = this.#waiting.shift();
    if (next) next(statements);
    else this.#idle.push(statements);
  }

  close(): void {
    for (const { connection } of [this.small, ...this.#idle]) connection.close();
  }

  #connect(): Statements {
    return new Statements(openSqlite(this.#file, { readonly: true }), this.#settings.onStatement);
  }
}
