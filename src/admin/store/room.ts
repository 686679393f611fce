import type { Queries } from '../../database/database.ts';
import type { DatabaseEngine } from '../../database/engines/engine.ts';

/**
 * Counts the accounts of all kinds, keeping everybody else from adding one until the transaction ends: the lock is a row that is changed,
 * since on Galera nothing else excludes other nodes (architecture.md §4).
 *
 * @param tx - A transaction.
 * @param kinds - `legacy`: whether there are accounts of Sync 1.1 too.
 */
export async function countAccountsLocked(
  tx: Queries,
  engine: DatabaseEngine,
  now: number,
  { legacy }: { legacy: boolean },
): Promise<number> {
  const name = 'sign-ups';
  // Never the same twice, so that the row is really written.
  const value = `${now} ${Math.random()}`;
  // One statement: the very first ones may come at the same moment.
  await engine.orChange(tx.insertInto('foxden_meta').values({ name, value }), ['name'], { value }).execute();
  const { count } = await tx
    .selectFrom('accounts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (!legacy) return Number(count);
  const old = await tx
    .selectFrom('legacy_users')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count) + Number(old.count);
}
