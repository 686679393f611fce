import { deleteUser } from '../../users.ts';
import type { AdminAction } from '../action.ts';
import { requireOther, whileAdministrator } from '../require-other.ts';

/** Deletes an account with everything that this server keeps of it. */
export const deleteUserAction: AdminAction = {
  audit: 'user delete',
  async run(ctx, { by, params }) {
    const { uid } = await requireOther(ctx, by, params.uid!);
    await deleteUser(ctx, uid, whileAdministrator(ctx, by));
    return { uid };
  },
};
