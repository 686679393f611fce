import { z } from 'zod';
import { parseParameters } from '../../../http/parse-parameters.ts';
import { logLevels } from '../../../log/logger.ts';
import type { AdminRead } from '../action.ts';

const query = z.object({ after: z.coerce.number().int().min(0).default(0), level: z.enum(logLevels).default('info') });

/** The newest records of the log, from a number on. */
export const log: AdminRead = (ctx, request) =>
  ctx.askSupervisor('POST /log-tail', parseParameters(query, request.query));
