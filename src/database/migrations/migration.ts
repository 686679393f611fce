/**
 * One step of the schema. Statements run in order. On SQLite they are one transaction, so a step has happened or not. MariaDB
 * has no transactional DDL, and a step that was cut off is run again from its beginning: there every statement must be
 * harmless when it, and some of those after it, have run before.
 */
export interface Migration {
  /** Grows by one from file to file. */
  id: number;
  name: string;
  sqlite: string[];
  mariadb: string[];
}

/**
 * Table options on MariaDB. Names and ids compare as bytes, without padding (sync15.md §9).
 */
export const mariadbTable = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin';

/** Column type for hex, base64 and other ASCII of at most `length` characters, on MariaDB. */
export const ascii = (length: number): string => `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_nopad_bin`;

/**
 * Writes the statements that add a column to a table that exists.
 *
 * @param column - Its name.
 * @param types - Type on each engine, with `NOT NULL DEFAULT …` or neither, since the table has rows.
 * @returns One statement for each engine's list.
 */
export const addColumn = (
  table: string,
  column: string,
  types: { sqlite: string; mariadb: string },
): { sqlite: string; mariadb: string } => ({
  sqlite: `ALTER TABLE ${table} ADD COLUMN ${column} ${types.sqlite}`,
  mariadb: `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS ${column} ${types.mariadb}`,
});
