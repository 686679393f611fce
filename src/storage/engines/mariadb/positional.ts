import type { Parameters } from './mariadb-client.ts';

/** A statement with a question mark for each value, and the values. */
export interface PositionalStatement {
  sql: string;
  values: unknown[];
}

/**
 * Writes a statement with named parameters as one that can be prepared; the driver does so for single values only. A list of rows
 * gets a mark for each value of each row.
 */
export function positional(sql: string, parameters: Parameters): PositionalStatement {
  const values: unknown[] = [];
  const marked = sql.replace(/:(\w+)/g, (_, name: string) => {
    const value = parameters[name];
    if (!Array.isArray(value)) {
      values.push(value);
      return '?';
    }
    const rows = value as unknown[][];
    for (const row of rows) values.push(...row);
    const row = `(${Array.from({ length: rows[0]!.length }, () => '?').join()})`;
    return Array.from({ length: rows.length }, () => row).join();
  });
  return { sql: marked, values };
}
