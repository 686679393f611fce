import type { Queries } from '../../database/database.ts';
import type { AvatarTable } from '../../database/tables/profile.ts';

/** Id of a person's own picture, or undefined. */
export async function findAvatarId(db: Queries, uid: string): Promise<string | undefined> {
  const row = await db.selectFrom('avatars').select('id').where('uid', '=', uid).executeTakeFirst();
  return row?.id;
}

/** Finds a picture by the id in its address. */
export async function findAvatar(db: Queries, id: string): Promise<Pick<AvatarTable, 'type' | 'image'> | undefined> {
  return db.selectFrom('avatars').select(['type', 'image']).where('id', '=', id).executeTakeFirst();
}

/** Puts a picture in the place of the one before. */
export async function replaceAvatar(tx: Queries, avatar: AvatarTable): Promise<void> {
  await tx.deleteFrom('avatars').where('uid', '=', avatar.uid).execute();
  await tx.insertInto('avatars').values(avatar).execute();
}

/**
 * Deletes a person's own picture.
 *
 * @param id - Only if it is this one.
 */
export async function deleteAvatar(tx: Queries, uid: string, id?: string): Promise<void> {
  let remove = tx.deleteFrom('avatars').where('uid', '=', uid);
  if (id !== undefined) remove = remove.where('id', '=', id);
  await remove.execute();
}
