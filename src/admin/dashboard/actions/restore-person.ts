import { z } from 'zod';
import { parseBody } from '../../../http/parse-parameters.ts';
import type { AdminAction } from '../action.ts';

const body = z.object({
  uid: z.string().regex(/^[0-9a-f]{32}$/),
  collection: z
    .string()
    .regex(/^[\w.-]{1,32}$/)
    .optional(),
  passphrase: z.string().max(1024).optional(),
});

/** Brings one person's records back from a backup; nobody else's are touched. What is there now is saved first. */
export const restorePersonOfBackup: AdminAction = {
  audit: 'restore of one person',
  async run(ctx, { request, params }) {
    const { uid, ...what } = await parseBody(body, request);
    const asked = { name: params.name, user: uid, ...what };
    return { uid, answer: await ctx.askSupervisor<object>('POST /backups/restore-person', asked) };
  },
};
