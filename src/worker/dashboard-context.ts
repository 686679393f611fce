import type { DashboardContext } from '../admin/dashboard/context.ts';
import { newestBackup } from '../backup/newest-backup.ts';
import type { Context } from '../context.ts';
import { userEmail } from '../token/user-email.ts';
import { askForPage } from './ask-supervisor.ts';

/** The context of the administration's pages, which also speak with the supervisor. */
export const dashboardContext = (ctx: Context): DashboardContext => ({
  ...ctx,
  syncUserName: userEmail,
  newestBackup: () => newestBackup(ctx.config.backup.dir),
  askSupervisor: (target, body) => askForPage(ctx.config, target, body),
});
