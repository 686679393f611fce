import { openSqlite } from '../../../database/sqlite-connection.ts';
import { ReadSlots } from '../read-slots.ts';
import type { EngineSettings } from '../settings.ts';
import { Statements } from './statements.ts';

/**
 * Read connections of this process. One serves all small reads, which are done before anything else can run; a read that
 * takes several portions has a connection of its own, since an open iterator keeps it busy.
 */
export class SqliteReaders {
  readonly small: Statements;
  readonly #file: string;
  readonly #settings: EngineSettings;
  readonly #idle: Statements[] = [];
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
  async take(uid: number): Promise<{ statements: Statements; release: () => void }> {
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

  #connect(): Statements {
    return new Statements(openSqlite(this.#file, { readonly: true }), this.#settings.onStatement);
  }
}
