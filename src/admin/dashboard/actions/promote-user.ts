import { updateUser } from '../../store/users.ts';
import type { AdminAction } from '../action.ts';
import { requireAccount, whileAdministrator } from '../require-other.ts';

/** Makes somebody an administrator. */
export const promoteUser: AdminAction = {
  audit: 'user admin',
  async run(ctx, { by, params }) {
    const { uid } = await requireAccount(ctx, params.uid!);
    await ctx.db.transaction(async (tx) => {
      await whileAdministrator(ctx, by)(tx);
      await updateUser(tx, uid, { is_admin: 1 });
    });
    return { uid };
  },
};
