import type { Insertable, Selectable } from 'kysely';
import type { Queries } from '../../database/database.ts';
import type { SecurityHistoryTable } from '../../database/tables/accounts.ts';

/** An event as its owner reads it. */
export type KeptEvent = Pick<Selectable<SecurityHistoryTable>, 'happened_at' | 'event' | 'address' | 'program'>;

/** Adds events. */
export async function insertHistory(db: Queries, events: Insertable<SecurityHistoryTable>[]): Promise<void> {
  await db.insertInto('security_history').values(events).execute();
}

/**
 * The newest events of an account, newest first.
 *
 * @param crowd - Names of events that strangers can cause as often as they like: they don't push out the others.
 * @param most - How many of the crowd, and how many of the others, are given at most.
 */
export async function listHistory(
  db: Queries,
  uid: string,
  crowd: readonly string[],
  most: { crowd: number; others: number },
): Promise<KeptEvent[]> {
  const newest = (operator: 'in' | 'not in', limit: number) =>
    db
      .selectFrom('security_history')
      .select(['happened_at', 'event', 'address', 'program', 'id'])
      .where('uid', '=', uid)
      .where('event', operator, crowd)
      .orderBy('happened_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
  const found = [...(await newest('not in', most.others)), ...(await newest('in', most.crowd))];
  return found.sort((a, b) => Number(b.happened_at) - Number(a.happened_at) || Number(b.id) - Number(a.id));
}
