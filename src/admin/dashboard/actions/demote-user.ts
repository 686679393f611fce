import { updateUser } from '../../store/users.ts';
import type { AdminAction } from '../action.ts';
import { requireOther, whileAdministrator } from '../require-other.ts';

/** Takes an administrator's rights back; nobody does that to themselves, so one always remains. */
export const demoteUser: AdminAction = {
  audit: 'user demote',
  async run(ctx, { by, params }) {
    const { uid } = await requireOther(ctx, by, params.uid!);
    await ctx.db.transaction(async (tx) => {
      await whileAdministrator(ctx, by)(tx);
      await updateUser(tx, uid, { is_admin: 0 });
    });
    return { uid };
  },
};
