import { examine } from '../../doctor/doctor.ts';
import type { AdminRead } from '../action.ts';

/** What `foxden doctor` finds, with what to do about it. */
export const doctor: AdminRead = async (ctx) => ({
  findings: await examine({
    config: ctx.config,
    db: ctx.db,
    isRunning: true,
    backupDir: ctx.config.backup.dir,
    newestBackup: ctx.newestBackup,
    now: ctx.now,
    unknownSettings: [],
  }),
});
