import type { Config } from '../config/config.ts';
import { fitToPacket } from '../config/storage-limits.ts';
import { openDatabase } from './database.ts';

/**
 * Makes the limits of sync storage, which clients are told, such that the database takes what they allow.
 *
 * @returns The configuration, with smaller limits where the server's `max_allowed_packet` is small.
 */
export async function fitLimits(config: Config): Promise<Config> {
  const db = openDatabase(config.database);
  try {
    const packet = await db.engine.largestPacket(db.query);
    return packet === null ? config : { ...config, limits: fitToPacket(config.limits, packet) };
  } finally {
    await db.close();
  }
}
