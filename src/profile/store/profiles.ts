import type { Queries } from '../../database/database.ts';

/**
 * Notes that a profile was changed, and changes the name if told to.
 *
 * @param now - Time in ms.
 */
export async function touchProfile(
  tx: Queries,
  uid: string,
  now: number,
  changes: { display_name?: string | null } = {},
): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ ...changes, profile_changed_at: now })
    .where('uid', '=', uid)
    .execute();
}
