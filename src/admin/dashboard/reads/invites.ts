import { inviteState } from '../../invites.ts';
import { listInvites } from '../../store/invites.ts';
import type { AdminRead } from '../action.ts';

/** All invitations; their links are kept nowhere. */
export const invites: AdminRead = async (ctx) => ({
  invites: (await listInvites(ctx.db.query)).map((invite) => ({
    id: invite.id,
    note: invite.note,
    isAdmin: invite.grants_admin === 1,
    uses: invite.uses,
    usesLeft: invite.uses_left,
    createdAt: invite.created_at,
    expiresAt: invite.expires_at,
    state: inviteState(invite, ctx.now()),
  })),
});
