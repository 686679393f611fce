import { setUserDisabled } from '../../users.ts';
import type { AdminAction } from '../action.ts';
import { requireOther, whileAdministrator } from '../require-other.ts';

/** Locks an account out; its data stays. */
export const lockUser: AdminAction = {
  audit: 'user disable',
  async run(ctx, { by, params }) {
    const { uid } = await requireOther(ctx, by, params.uid!);
    await setUserDisabled(ctx, uid, true, whileAdministrator(ctx, by));
    return { uid };
  },
};
