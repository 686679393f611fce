import { recordActivity } from '../../admin/activity/record.ts';
import type { ActivitySample } from '../../admin/activity/sample.ts';
import type { SupervisorFacts } from '../../admin/notices/notice.ts';
import { tellAdministrator } from '../../admin/notices/tell.ts';
import { newestBackup } from '../../backup/newest-backup.ts';
import type { Context } from '../../context.ts';
import { LeaseTakenError } from '../../database/lease.ts';
import { inWords, sayingOf } from '../../failures/explain.ts';
import { failureFields } from '../../failures/failure-fields.ts';
import type { TellProgress } from '../../log/progress.ts';
import type { JobName, JobOutcome } from '../messages.ts';
import { purge } from './purge.ts';

/** What a job is given besides the context. */
interface JobInput {
  /** Called with how far it is. */
  tell: TellProgress;
  /** What it works on, as the supervisor has it. */
  input?: unknown;
}

const jobs: Record<JobName, (ctx: Context, given: JobInput) => Promise<object>> = {
  purge: (ctx, { tell }) => purge(ctx, tell),
  activity: (ctx, { input }) => recordActivity(ctx, input as ActivitySample),
  notices: (ctx, { input }) =>
    tellAdministrator(
      { ...ctx, newestBackup: () => newestBackup(ctx.config.backup.dir) },
      (input ?? {}) as SupervisorFacts,
    ),
};

/** What is done so often that nobody wants to read of it each time. */
const silent: JobName[] = ['activity', 'notices'];

/** Does a job that the supervisor's schedule or the `foxden` command wants done, and tells in words what came of it. */
export async function runJob(ctx: Context, name: JobName, given: JobInput): Promise<JobOutcome> {
  const startedAt = performance.now();
  try {
    const result = await jobs[name](ctx, given);
    const log = silent.includes(name) ? ctx.log.debug : ctx.log.info;
    log(`${name} done`, { ms: Math.round(performance.now() - startedAt), ...result });
    return { result };
  } catch (error) {
    if (error instanceof LeaseTakenError) ctx.log.info(error.message);
    else ctx.log.error(`${name} failed; it is tried again at its next time`, failureFields(error));
    return { error: inWords(error, ctx.config), saying: sayingOf(error, ctx.config) };
  }
}
