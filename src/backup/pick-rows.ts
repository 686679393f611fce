import type { BackupHeader, BackupLine, Cell } from './format.ts';
import { readArchive } from './read-archive.ts';

/** Reads the rows of one table of an archive, by column. The archive must have been verified. */
export async function* rowsOfTable(
  file: string,
  passphrase: string,
  table: string,
): AsyncGenerator<Record<string, Cell>> {
  let columns: string[] | undefined;
  for await (const line of readArchive(file, passphrase)) {
    if ('table' in line) columns = line.table === table ? line.columns : undefined;
    else if ('row' in line && columns) {
      yield Object.fromEntries(columns.map((column, i) => [column, line.row[i] ?? null]));
    }
  }
}

/**
 * Leaves out of an archive what is not of one storage user.
 *
 * @param tables - Those that are wanted; each has a column `uid`.
 */
export async function* rowsOfUid(
  lines: AsyncIterable<BackupHeader | BackupLine>,
  tables: readonly string[],
  uid: number,
): AsyncGenerator<BackupHeader | BackupLine> {
  let column = -1;
  for await (const line of lines) {
    if ('table' in line) column = tables.includes(line.table) ? line.columns.indexOf('uid') : -1;
    if (column >= 0 && (!('row' in line) || line.row[column] === uid)) yield line;
  }
}
