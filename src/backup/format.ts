/**
 * What is inside a backup: lines of JSON, gzipped, then encrypted. The first line is the header; then for each table one
 * `table` line followed by its rows as arrays; files of the data dir as `file` lines; and the `end` line with the counts, by
 * which a cut-off archive is told from a whole one. It names no engine, so it goes into either.
 */
export interface BackupHeader {
  format: 1;
  /** Schema number of the database (see `migrate`). */
  schema: number;
  /** Version of the Foxden that wrote it. */
  version: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** Origin that browsers used, or null. */
  publicUrl: string | null;
}

/** One line after the header. */
export type BackupLine =
  | { table: string; columns: string[] }
  | { row: Cell[] }
  | { file: string; data: string }
  | { end: true; rows: Record<string, number> };

/** A value of a row; bytes as base64. */
export type Cell = string | number | null | { base64: string };

/** Turns a value from either driver into a cell. */
export function toCell(value: unknown): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
  throw new TypeError(`A backup can't hold a value of type ${typeof value}`);
}

/** Turns a cell into a value that both drivers take. */
export function fromCell(cell: Cell): string | number | null | Buffer {
  return cell !== null && typeof cell === 'object' ? Buffer.from(cell.base64, 'base64') : cell;
}

/** Tables that describe the running machine and not what people stored: they are neither saved nor restored. */
export const transientTable = (name: string): boolean =>
  name === 'foxden_leases' || name === 'foxden_migrations' || name === 'rate_limits';
