import { setUserDisabled } from '../../users.ts';
import type { AdminAction } from '../action.ts';
import { requireAccount } from '../require-other.ts';

/** Lets a locked account in again. */
export const unlockUser: AdminAction = {
  audit: 'user enable',
  async run(ctx, { params }) {
    const { uid } = await requireAccount(ctx, params.uid!);
    await setUserDisabled(ctx, uid, false);
    return { uid };
  },
};
