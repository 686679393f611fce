import { z } from 'zod';
import { parseBody } from '../../../http/parse-parameters.ts';
import { logLevels } from '../../../log/logger.ts';
import type { AdminAction } from '../action.ts';

const body = z.object({ level: z.enum(logLevels) });

/** Sets which records are logged, until Foxden is stopped. */
export const setLogLevel: AdminAction = {
  audit: 'log level',
  async run(ctx, { request }) {
    const { level } = await parseBody(body, request);
    return { answer: await ctx.askSupervisor<object>('PUT /log-level', { level }) };
  },
};
