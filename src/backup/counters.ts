import { sql } from 'kysely';
import type { Database } from '../database/database.ts';

/** The largest numbers that were given out by tables whose numbers must never be given out twice. */
export interface Counters {
  device_commands: number;
  users: number;
  legacy_users: number;
}

const columns = { device_commands: 'command_index', users: 'uid', legacy_users: 'uid' } as const;

// What was given out between the backup and the loss is unknown, so the numbers jump ahead by more than that can have been.
const leap = { device_commands: 1_000_000, users: 10_000, legacy_users: 10_000 } as const;

/** Reads the largest numbers from a database. */
export async function readCounters(db: Database): Promise<Counters> {
  const existing = new Set(await db.engine.tableNames(db.query));
  const largest = async (table: keyof Counters) => {
    // One of an older schema may lack it.
    if (!existing.has(table)) return 0;
    const stored = await sql<{ n: number | null }>`
      SELECT MAX(${sql.ref(columns[table])}) AS n FROM ${sql.table(table)}`.execute(db.query);
    return Math.max(0, await db.engine.lastNumber(db.query, table), Number(stored.rows[0]?.n ?? 0));
  };
  return {
    device_commands: await largest('device_commands'),
    users: await largest('users'),
    legacy_users: await largest('legacy_users'),
  };
}

/**
 * Makes the next numbers larger than any that a client can have seen.
 *
 * @param before - Numbers of the database that the restored one replaces, if it was still there.
 */
export async function raiseCounters(db: Database, before?: Counters): Promise<void> {
  const restored = await readCounters(db);
  for (const table of Object.keys(columns) as (keyof Counters)[]) {
    const next = Math.max(restored[table], before?.[table] ?? 0) + leap[table];
    await db.engine.setLastNumber(db.query, table, next);
  }
}
