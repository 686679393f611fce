import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { BackupError } from './backup-error.ts';
import { type BackupHeader, type BackupLine, fromCell } from './format.ts';

// Far below SQLite's 32,766 parameters and MariaDB's packet size.
const rowsPerInsert = 200;
const bytesPerInsert = 1_000_000;

/** Drops every table of the database. */
export async function dropTables(db: Database): Promise<void> {
  for (const name of await db.engine.tableNames(db.query))
    await sql`DROP TABLE IF EXISTS ${sql.table(name)}`.execute(db.query);
}

/**
 * Writes the rows of an archive into the tables, which have the archive's schema. What a migration put there is replaced.
 *
 * @throws {BackupError} When the archive has a table that this schema doesn't have.
 */
export async function fillTables(db: Database, lines: AsyncIterable<BackupHeader | BackupLine>): Promise<void> {
  const existing = new Set(await db.engine.tableNames(db.query));
  let current: { table: string; columns: string[] } | undefined;
  let rows: unknown[][] = [];
  let bytes = 0;
  const flush = async () => {
    if (current && rows.length > 0) await insert(db, current.table, current.columns, rows);
    rows = [];
    bytes = 0;
  };
  for await (const line of lines) {
    if ('table' in line) {
      await flush();
      if (!existing.has(line.table)) {
        const message = `The archive has a table "${line.table}" that its schema doesn't have; it is damaged.`;
        throw new BackupError(message, { id: 'unknown table', facts: { table: line.table } });
      }
      current = line;
      await sql`DELETE FROM ${sql.table(line.table)}`.execute(db.query);
    } else if ('row' in line) {
      rows.push(line.row.map(fromCell));
      bytes += JSON.stringify(line.row).length;
      if (rows.length >= rowsPerInsert || bytes >= bytesPerInsert) await flush();
    }
  }
  await flush();
}

async function insert(db: Database, table: string, columns: string[], rows: unknown[][]): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const values = sql.join(rows.map((row) => sql`(${sql.join(row)})`));
  await db.transaction(async (tx) => {
    await sql`INSERT INTO ${sql.table(table)} (${names}) VALUES ${values}`.execute(tx);
  });
}
