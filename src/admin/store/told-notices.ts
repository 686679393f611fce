import type { Queries } from '../../database/database.ts';

/** Names of what the administrator was told and what may still hold. */
export async function listTold(db: Queries): Promise<Set<string>> {
  const rows = await db.selectFrom('told_notices').select('name').execute();
  return new Set(rows.map(({ name }) => name));
}

/** Remembers that something was told. */
export async function noteTold(db: Queries, name: string, now: number): Promise<void> {
  await db.insertInto('told_notices').values({ name, told_at: now }).execute();
}

/** Forgets what holds no more, so that it is told when it comes back. */
export async function forgetTold(db: Queries, names: string[]): Promise<void> {
  if (names.length > 0) await db.deleteFrom('told_notices').where('name', 'in', names).execute();
}
