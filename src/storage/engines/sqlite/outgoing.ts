import type { SqliteConnection } from '../../../database/sqlite-connection.ts';
import type { Bso } from '../../commands.ts';
import type { LegacyBso } from '../../legacy-engine.ts';
import type { Stamp } from '../../stamp.ts';
import type { Portion } from '../portions.ts';

/** A record with its end; null: it has none. */
export interface EndingBso extends Bso {
  expiry: Stamp | null;
}

/** Ends a statement whose records are too many to be taken at once. */
const tooLarge = new Error('The page is too large to be read whole');

/**
 * Takes records out of SQLite. A statement hands them to the function `outgoing` of its connection, and gives a row of its own
 * only when a portion is full: to fetch a row for each record costs half as much again.
 */
export class Outgoing {
  #taken: Bso[] = [];
  #characters = 0;
  #portion: Portion = { rows: 0, characters: 0 };
  #isWhole = false;

  /** @param connection - Gets the function, for records of both generations of clients, and for those that tell their end. */
  constructor(connection: SqliteConnection) {
    connection.function('outgoing', { directOnly: true }, (id, modified, sortindex, payload) =>
      this.#add({ id, modified, sortindex, payload }),
    );
    connection.function('outgoing', { directOnly: true }, (id, modified, sortindex, payload, expiry) => {
      const bso: EndingBso = { id, modified, sortindex, payload, expiry };
      return this.#add(bso);
    });
    connection.function(
      'outgoing',
      { directOnly: true },
      (id, modified, sortindex, payload, parentid, predecessorid) => {
        const bso: LegacyBso = { id, modified, sortindex, payload, parentid, predecessorid };
        return this.#add(bso);
      },
    );
  }

  /**
   * Takes all records of a statement.
   *
   * @param run - Runs it to its end.
   * @returns The records, and what `run` has given back; null when they are more than the portion.
   */
  whole<T>(portion: Portion, run: () => T): { taken: Bso[]; result: T } | null {
    this.#begin(portion, true);
    try {
      const result = run();
      return { taken: this.#end(), result };
    } catch (error) {
      this.#end();
      if (error === tooLarge) return null;
      throw error;
    }
  }

  /**
   * Takes the next records of a statement.
   *
   * @param rows - The running statement, behind all rows of its own.
   */
  next(portion: Portion, rows: Iterator<unknown>): { taken: Bso[]; isDone: boolean } {
    this.#begin(portion, false);
    const { done } = rows.next();
    return { taken: this.#end(), isDone: done === true };
  }

  #begin(portion: Portion, isWhole: boolean): void {
    this.#taken = [];
    this.#characters = 0;
    this.#portion = portion;
    this.#isWhole = isWhole;
  }

  #end(): Bso[] {
    const taken = this.#taken;
    this.#taken = [];
    return taken;
  }

  #add(bso: Bso): 0 | 1 {
    const rows = this.#taken.push(bso);
    this.#characters += bso.payload.length;
    if (rows < this.#portion.rows && this.#characters < this.#portion.characters) return 0;
    if (this.#isWhole) throw tooLarge;
    return 1;
  }
}
