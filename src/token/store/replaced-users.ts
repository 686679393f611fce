import type { Database, Queries } from '../../database/database.ts';
import { releasePlace } from './nodes.ts';
import { syncService } from './users.ts';

/** A storage user who has got another uid, with the place where the data of the old one still is. */
export interface ReplacedUser {
  uid: number;
  /** Account uid and domain. */
  email: string;
  nodeId: number;
  /** Origin of the node; null when it is no longer in the table. */
  node: string | null;
  /** How the node's addresses are built, such as `{node}/1.5/{uid}`. */
  pattern: string;
}

/**
 * Lists users that were replaced before `before`, by uid.
 *
 * @param before - ms.
 * @param afterUid - Lists only greater uids.
 */
export function findReplacedUsers(
  db: Queries,
  before: number,
  afterUid: number,
  limit: number,
): Promise<ReplacedUser[]> {
  return db
    .selectFrom('users as u')
    .innerJoin('services as s', 's.id', 'u.service')
    .leftJoin('nodes as n', 'n.id', 'u.nodeid')
    .where('s.service', '=', syncService)
    .where('u.replaced_at', '<', before)
    .where('u.uid', '>', afterUid)
    .select(['u.uid', 'u.email', 'u.nodeid as nodeId', 'n.node', 's.pattern'])
    .orderBy('u.uid')
    .limit(limit)
    .execute();
}

/**
 * Deletes the row of a replaced user and gives its place back; does nothing when the row is not marked as replaced.
 *
 * @returns True when there was such a row.
 */
export function deleteReplacedUser(db: Database, { uid, email, nodeId }: ReplacedUser): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('users')
      .where('uid', '=', uid)
      .where('replaced_at', 'is not', null)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return false;
    await releasePlace(tx, nodeId);
    // Nothing shall be left of a deleted account.
    await tx
      .deleteFrom('foxden_user_locks')
      .where('email', '=', email)
      .where((eb) => eb.not(eb.exists(eb.selectFrom('users').select('uid').where('users.email', '=', email))))
      .execute();
    return true;
  });
}
