import { countUsers } from '../../store/totals.ts';
import type { AdminRead } from '../action.ts';

/** How the appliance is. */
export const status: AdminRead = async (ctx) => ({
  ...(await ctx.askSupervisor<object>('GET /status')),
  users: await countUsers(ctx.db, ctx.config.accounts),
  newestBackup: (await ctx.newestBackup())?.at ?? null,
});
