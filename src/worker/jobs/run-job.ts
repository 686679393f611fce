import type { Context } from '../../context.ts';
import { LeaseTakenError } from '../../database/lease.ts';
import { failureFields } from '../../failures/failure-fields.ts';
import type { TellProgress } from '../../log/progress.ts';
import type { JobName, JobOutcome } from '../messages.ts';
import { purge } from './purge.ts';

const jobs: Record<JobName, (ctx: Context, tell: TellProgress) => Promise<object>> = { purge };

/** Does a job that the supervisor's schedule or the `foxden` command wants done, and tells in words what came of it. `tell` hears how far it is. */
export async function runJob(ctx: Context, name: JobName, tell: TellProgress): Promise<JobOutcome> {
  const startedAt = performance.now();
  try {
    const result = await jobs[name](ctx, tell);
    ctx.log.info(`${name} done`, { ms: Math.round(performance.now() - startedAt), ...result });
    return { result };
  } catch (error) {
    if (error instanceof LeaseTakenError) ctx.log.info(error.message);
    else ctx.log.error(`${name} failed; it is tried again at its next time`, failureFields(error));
    return { error: (error as Error).message };
  }
}
