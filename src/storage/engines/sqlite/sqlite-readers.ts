import { openSqlite } from '../../../database/sqlite-connection.ts';
import { ReadSlots } from '../read-slots.ts';
import type { EngineSettings } from '../settings.ts';
import { Outgoing } from './outgoing.ts';
import { Statements } from './statements.ts';

/** Statements of a connection that only reads, and the records that they hand out. */
export class ReadStatements extends Statements {
  readonly outgoing: Outgoing = new Outgoing(this.connection);
}

/**
 * Read connections of this process. One serves all small reads, which are done before anything else can run; a read that
 * takes several portions has a connection of its own, since an open iterator keeps it busy.
 */
export class SqliteReaders {
  readonly small: ReadStatements;
  readonly #file: string;
  readonly #settings: EngineSettings;
  readonly #idle: ReadStatements[] = [];
  readonly #slots: ReadSlots;

  constructor(file: string, settings: EngineSettings) {
    this.#file = file;
    this.#settings = settings;
    this.#slots = new ReadSlots(settings.downloads);
    this.small = this.#connect();
  }

  /**
   * Lends a connection for a read of this user, as soon as one is free.
   *
   * @returns The connection, and what gives it back.
   * @throws {StorageRefusal} When too many wait.
   */
  async take(uid: number): Promise<{ statements: ReadStatements; release: () => void }> {
    const leave = await this.#slots.take(uid);
    try {
      const statements = this.#idle.pop() ?? this.#connect();
      const release = () => {
        this.#idle.push(statements);
        leave();
      };
      return { statements, release };
    } catch (error) {
      leave();
      throw error;
    }
  }

  close(): void {
    for (const { connection } of [this.small, ...this.#idle]) connection.close();
  }

  #connect(): ReadStatements {
    return new ReadStatements(openSqlite(this.#file, { readonly: true }), this.#settings.onStatement);
  }
}
