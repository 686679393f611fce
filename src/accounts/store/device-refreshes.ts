import type { Queries } from '../../database/database.ts';

/** Notes that a session has asked for the list of devices. */
export async function noteDeviceList(db: Queries, sessionIdHash: string, now: number): Promise<void> {
  await db.updateTable('sessions').set({ devices_listed_at: now }).where('id_hash', '=', sessionIdHash).execute();
}

/** Lets a session's polls get nothing until then (ms). */
export async function quietPolls(db: Queries, sessionIdHash: string, until: number): Promise<void> {
  await db.updateTable('sessions').set({ quiet_polls_until: until }).where('id_hash', '=', sessionIdHash).execute();
}
