import type { AdminAction } from '../action.ts';
import { requireAccount } from '../require-other.ts';

/** Makes a code with which somebody can set a new password. */
export const issueResetCode: AdminAction = {
  audit: 'user reset-password',
  async run(ctx, { params }) {
    const { uid } = await requireAccount(ctx, params.uid!);
    return { uid, answer: await ctx.accountAdministration.issueResetCode(uid) };
  },
};
