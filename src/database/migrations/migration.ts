/**
 * One step of the schema. Statements run in order and must be harmless when some of them have run before: MariaDB has no
 * transactional DDL, so a step that was cut off is simply run again.
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
