import { updateUser } from '../../store/users.ts';
import type { AdminAction } from '../action.ts';
import { requireOther } from '../require-other.ts';

/** Takes an administrator's rights back; nobody does that to themselves, so one always remains. */
export const demoteUser: AdminAction = {
  audit: 'user demote',
  async run(ctx, { by, params }) {
    const { uid } = await requireOther(ctx, by, params.uid!);
    await updateUser(ctx.db.query, uid, { is_admin: 0 });
    return { uid };
  },
};
