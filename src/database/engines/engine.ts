import type { Dialect, InsertQueryBuilder, UpdateObject } from 'kysely';
import type { Migration } from '../migrations/migration.ts';
import type { Queries } from '../queries.ts';
import type { Schema } from '../schema.ts';
import type { StatementListener } from '../statement-listener.ts';

/** A statement that inserts rows and gives nothing back. */
export type Insert<T extends keyof Schema> = InsertQueryBuilder<Schema, T, unknown>;

/** One table as it was when the snapshot began. */
export interface TableSnapshot {
  name: string;
  columns: string[];
  /** About how many rows all wanted tables have together, so that a reader can tell how far it is. */
  rowsOfAll: number;
  /** Cells in the columns' order, rows in the order of the primary key. */
  rows: AsyncIterable<unknown[]>;
}

/** What the server or library says of itself. */
export interface EngineVersion {
  /** In words, for people. */
  name: string;
  /** Why Foxden can't work with it, as a sentence; undefined when it can. */
  refusal?: string;
}

/**
 * Everything in which the database engines differ, outside of storage's hot path (which has engines of its own). There is an
 * object of it for each database; a further engine is one more maker in engines/index.ts.
 */
export interface DatabaseEngine {
  readonly name: 'sqlite' | 'mariadb';
  /** What Mozilla's token server calls it (sync15.md §17.8). */
  readonly nodeType: string;
  /** True when it is a server that may still be starting, false when it is a file. */
  readonly isServer: boolean;
  /** True when there is anything to open: opening a file that is missing makes it. */
  exists(): boolean;
  /** Opens connections for Kysely. `close` ends those that Kysely has never used. */
  connect(onStatement?: StatementListener): { dialect: Dialect; close(): void };
  /** Reads all tables as they are at one moment, while others go on writing, by connections of its own. */
  snapshot(isWanted: (table: string) => boolean): AsyncGenerator<TableSnapshot>;

  /** Makes an insert do nothing where a row of the same key is there. */
  ifNew<T extends keyof Schema>(insert: Insert<T>): Insert<T>;
  /** Makes an insert change the row of the same key instead, where one is there. */
  orChange<T extends keyof Schema>(
    insert: Insert<T>,
    key: (keyof Schema[T] & string)[],
    change: UpdateObject<Schema, T, T>,
  ): Insert<T>;
  /** Adds to a counter, or begins a new window when the old one is over (or was begun by a clock that was ahead). */
  count(query: Queries, counter: { name: string; points: number; now: number; window: number }): Promise<Counted>;
  /** True when transactions exclude each other from their start, so that no row needs to be locked. */
  readonly hasOneWriter: boolean;

  /** The statements of a migration, in their order. */
  statementsOf(migration: Migration): string[];
  /** True when a migration's statements can be undone together with its record. */
  readonly hasTransactionalDdl: boolean;

  version(query: Queries): Promise<EngineVersion>;
  tableNames(query: Queries): Promise<string[]>;
  /** Largest number that a table has given out by itself; 0 for none. */
  lastNumber(query: Queries, table: string): Promise<number>;
  /** Makes a table give out nothing up to `number`. */
  setLastNumber(query: Queries, table: string, number: number): Promise<void>;
  /** Bytes that the database takes on its disk, as far as the engine knows. */
  size(query: Queries): Promise<number>;
  /** Folder that holds the database; undefined when it is on another machine, or in another container. */
  folder(query: Queries): Promise<string | undefined>;
  /** The largest statement it takes, bytes; null: any. */
  largestPacket(query: Queries): Promise<number | null>;
  /** What its own clock says, ms; undefined when it has none of its own. */
  clock(query: Queries): Promise<number | undefined>;
  /** When something was last written, ms, as far as the engine knows; 0 when it doesn't. */
  lastWrite(): number;
  /** Looks for damage of the whole; in the engine's words, undefined for none. */
  findDamage(query: Queries): Promise<string | undefined>;
}

/** A counter after it was changed; `expires_at` in ms. */
export interface Counted {
  points: number;
  expires_at: number;
}
