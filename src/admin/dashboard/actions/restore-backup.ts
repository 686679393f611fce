import { z } from 'zod';
import { parseBody } from '../../../http/parse-parameters.ts';
import type { AdminAction } from '../action.ts';

const body = z.object({ passphrase: z.string().max(1024).optional() });

/** Replaces everything by what a backup has; what is there now is saved first. The pages pause meanwhile. */
export const restoreBackup: AdminAction = {
  audit: 'restore',
  async run(ctx, { request, params }) {
    const { passphrase } = await parseBody(body, request);
    return { answer: await ctx.askSupervisor<object>('POST /backups/restore', { name: params.name, passphrase }) };
  },
};
