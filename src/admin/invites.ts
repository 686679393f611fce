import { randomBytes } from 'node:crypto';
import { randomHex, sha256Hex } from '../crypto/random.ts';
import type { AdminContext } from './context.ts';
import { type InviteRow, insertInvite } from './store/invites.ts';

/** What an invitation is made of. */
export interface NewInvite {
  /** How many accounts it is good for. */
  uses: number;
  /** ms; null: it doesn't run out. */
  expiresAt: number | null;
  /** What the administrator wants to remember about it. */
  note: string;
  grantsAdmin?: boolean;
}

/** How an invitation stands. */
export type InviteState = 'open' | 'used up' | 'expired';

/**
 * Makes an invitation.
 *
 * @returns Its id, and the code for {@link inviteLink}, which is stored nowhere.
 */
export async function createInvite(
  { db, now }: Pick<AdminContext, 'db' | 'now'>,
  invite: NewInvite,
): Promise<{ id: string; code: string }> {
  const id = randomHex(4);
  const code = randomBytes(16).toString('base64url');
  await insertInvite(db.query, {
    id,
    code_hash: sha256Hex(code),
    grants_admin: invite.grantsAdmin ? 1 : 0,
    uses: invite.uses,
    uses_left: invite.uses,
    note: invite.note,
    created_at: now(),
    expires_at: invite.expiresAt,
  });
  return { id, code };
}

/** The page where an invitation is accepted. */
export const inviteLink = (publicUrl: string, code: string): string => `${publicUrl}/signup?invite=${code}`;

/**
 * Tells how an invitation stands.
 *
 * @param now - ms.
 */
export function inviteState(invite: Pick<InviteRow, 'uses_left' | 'expires_at'>, now: number): InviteState {
  if (invite.uses_left <= 0) return 'used up';
  return invite.expires_at !== null && invite.expires_at <= now ? 'expired' : 'open';
}
