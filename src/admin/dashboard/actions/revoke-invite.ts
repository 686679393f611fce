import { AccountError } from '../../../http/errors/account-error.ts';
import { deleteInvite } from '../../store/invites.ts';
import type { AdminAction } from '../action.ts';

/** Makes an invitation worthless. */
export const revokeInvite: AdminAction = {
  audit: 'invite revoke',
  async run(ctx, { params }) {
    if (!(await deleteInvite(ctx.db.query, params.id!))) throw AccountError.notFound();
    return {};
  },
};
