import type { AdminAction } from '../action.ts';
import { requireOther } from '../require-other.ts';

/** Signs an account out of all its devices and apps; they ask for the password again. */
export const signOutUser: AdminAction = {
  audit: 'user sign-out',
  async run(ctx, { by, params }) {
    const { uid } = await requireOther(ctx, by, params.uid!);
    await ctx.db.transaction(async (tx) => {
      await ctx.accountAdministration.endAccess(tx, uid);
      await ctx.revokeSyncTokens(tx, uid);
    });
    await ctx.announceRevocation();
    return { uid };
  },
};
