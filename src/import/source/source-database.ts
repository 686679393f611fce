/** A value as it comes from another server's database. Integers beyond 2^53 come as text. */
export type SourceValue = number | string | null;

/** One row, by column name. */
export type SourceRow = Record<string, SourceValue>;

/** The database of another server, read in one snapshot. Never written to. */
export interface SourceDatabase {
  readonly kind: 'sqlite' | 'mysql' | 'postgres';
  /** Where it is, without user name and password, to tell people. */
  readonly place: string;
  /** Names of its tables. */
  tables(): Promise<Set<string>>;
  /** Names of a table's columns; none when there is no such table. */
  columns(table: string): Promise<Set<string>>;
  /** Rows of a SELECT with `?` for each parameter. */
  select(sql: string, parameters?: SourceValue[]): Promise<SourceRow[]>;
  close(): Promise<void>;
}
