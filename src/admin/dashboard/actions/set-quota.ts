import { z } from 'zod';
import { parseBody } from '../../../http/parse-parameters.ts';
import { replaceQuota } from '../../store/quotas.ts';
import type { AdminAction } from '../action.ts';
import { requireAccount } from '../require-other.ts';

const body = z.object({
  /** Bytes; `none`: as much as there is room for; `default`: what the settings say. */
  quota: z.union([z.int().min(0).max(Number.MAX_SAFE_INTEGER), z.enum(['none', 'default'])]),
});

/** Says how much somebody may store. It is in force within the hour. */
export const setQuota: AdminAction = {
  audit: 'user quota',
  async run(ctx, { request, params }) {
    const { uid } = await requireAccount(ctx, params.uid!);
    const { quota } = await parseBody(body, request);
    const bytes = quota === 'default' ? undefined : quota === 'none' ? null : quota;
    await ctx.db.transaction((tx) => replaceQuota(tx, ctx.syncUserName(uid), bytes));
    return { uid };
  },
};
