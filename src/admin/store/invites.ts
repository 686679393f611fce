import type { Insertable, Selectable } from 'kysely';
import type { Queries } from '../../database/database.ts';
import type { InviteTable } from '../../database/tables/admin.ts';

/** An invitation as stored. */
export type InviteRow = Selectable<InviteTable>;

/** Adds an invitation. */
export async function insertInvite(db: Queries, invite: Insertable<InviteTable>): Promise<void> {
  await db.insertInto('invites').values(invite).execute();
}

/**
 * Finds an invitation, usable or not.
 *
 * @param codeHash - SHA-256 of its code, hex.
 */
export function findInvite(db: Queries, codeHash: string): Promise<InviteRow | undefined> {
  return db.selectFrom('invites').selectAll().where('code_hash', '=', codeHash).executeTakeFirst();
}

/**
 * Uses an invitation once. Of several who try at once, no more succeed than it has uses left.
 *
 * @returns False when there was no use left.
 */
export async function spendInvite(tx: Queries, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('invites')
    .set((eb) => ({ uses_left: eb('uses_left', '-', 1) }))
    .where('id', '=', id)
    .where('uses_left', '>', 0)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Lists all invitations, newest first. */
export function listInvites(db: Queries): Promise<InviteRow[]> {
  return db.selectFrom('invites').selectAll().orderBy('created_at', 'desc').orderBy('id').execute();
}

/** Deletes an invitation; false when there was none. */
export async function deleteInvite(db: Queries, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('invites').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Deletes the invitation of a code (SHA-256, hex), if there is one. */
export async function deleteInviteByCode(db: Queries, codeHash: string): Promise<void> {
  await db.deleteFrom('invites').where('code_hash', '=', codeHash).execute();
}
