import type { Request } from 'express';
import { clientNetwork } from '../../http/client-network.ts';
import type { LegacyContext } from '../context.ts';
import { findUser, type LegacyUser } from '../store/users.ts';

/**
 * Finds the account that somebody names without having shown a password. A name that nobody has counts as a question for who has an
 * account, which every network may ask only so often (sync11.md §1.4).
 *
 * @param name - In lower case.
 * @throws {WireError} 429 with Retry-After.
 */
export async function lookUp(
  { db, limits }: Pick<LegacyContext, 'db' | 'limits'>,
  request: Request,
  name: string,
): Promise<LegacyUser | undefined> {
  const user = await findUser(db.query, name);
  if (!user) await limits.spend('legacyLookups', clientNetwork(request));
  return user;
}
