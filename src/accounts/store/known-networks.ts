import type { Queries } from '../../database/database.ts';

/** How many networks an account is known at; the one that was seen longest ago goes first. */
const most = 20;

/**
 * Tells when an account's owner last signed in from a network.
 *
 * @param networks - The keyed hashes that the network may be kept under.
 * @returns ms, or undefined: never.
 */
export async function findKnownNetwork(db: Queries, uid: string, networks: string[]): Promise<number | undefined> {
  const row = await db
    .selectFrom('known_networks')
    .select('seen_at')
    .where('uid', '=', uid)
    .where('network', 'in', networks)
    .executeTakeFirst();
  return row?.seen_at;
}

/** Notes that an account's owner has signed in from a network. */
export async function saveKnownNetwork(db: Queries, uid: string, network: string, now: number): Promise<void> {
  await db.replaceInto('known_networks').values({ uid, network, seen_at: now }).execute();
  const rows = await db.selectFrom('known_networks').selectAll().where('uid', '=', uid).execute();
  const surplus = rows.sort((a, b) => b.seen_at - a.seen_at).slice(most);
  if (surplus.length === 0) return;
  const names = surplus.map((row) => row.network);
  await db.deleteFrom('known_networks').where('uid', '=', uid).where('network', 'in', names).execute();
}
