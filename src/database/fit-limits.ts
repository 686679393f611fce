import { sql } from 'kysely';
import type { Config } from '../config/config.ts';
import { fitToPacket } from '../config/storage-limits.ts';
import { type Database, openDatabase } from './database.ts';

/** The largest statement that the database takes, in bytes; null: any. */
export async function largestPacket(db: Database): Promise<number | null> {
  if (db.engine === 'sqlite') return null;
  const { rows } = await sql<{ bytes: number }>`SELECT @@max_allowed_packet AS bytes`.execute(db.query);
  return Number(rows[0]!.bytes);
}

/**
 * Makes the limits of sync storage, which clients are told, such that the database takes what they allow.
 *
 * @returns The configuration, with smaller limits where the server's `max_allowed_packet` is small.
 */
export async function fitLimits(config: Config): Promise<Config> {
  if (config.database.engine === 'sqlite') return config;
  const db = openDatabase(config.database);
  try {
    const packet = await largestPacket(db);
    return packet === null ? config : { ...config, limits: fitToPacket(config.limits, packet) };
  } finally {
    await db.close();
  }
}
