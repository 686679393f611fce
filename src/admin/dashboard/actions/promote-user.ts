import { updateUser } from '../../store/users.ts';
import type { AdminAction } from '../action.ts';
import { requireAccount } from '../require-other.ts';

/** Makes somebody an administrator. */
export const promoteUser: AdminAction = {
  audit: 'user admin',
  async run(ctx, { params }) {
    const { uid } = await requireAccount(ctx, params.uid!);
    await updateUser(ctx.db.query, uid, { is_admin: 1 });
    return { uid };
  },
};
