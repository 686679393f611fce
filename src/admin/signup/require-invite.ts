import type { Queries } from '../../database/database.ts';
import { inviteState } from '../invites.ts';
import { findInvite, type InviteRow } from '../store/invites.ts';
import { refusals } from './refusals.ts';

/**
 * Finds the invitation of a code that can still be used. Codes are long enough that nobody finds one by asking, so the answer says
 * what is wrong with it.
 *
 * @param codeHash - SHA-256 of the code, hex.
 * @param now - ms.
 * @throws {AccountError} 403/202 when there is none, or it is used up or out of time.
 */
export async function requireInvite(db: Queries, codeHash: string, now: number): Promise<InviteRow> {
  const invite = await findInvite(db, codeHash);
  if (!invite) throw refusals.inviteUnknown();
  const state = inviteState(invite, now);
  if (state === 'used up') throw refusals.inviteUsed();
  if (state === 'expired') throw refusals.inviteExpired();
  return invite;
}
