import type { SupervisorFacts } from '../admin/notices/notice.ts';
import type { Config } from '../config/config.ts';
import type { TlsStatus } from '../control/tls-status.ts';
import type { Jobs } from './jobs.ts';
import type { JobTimes, ScheduledJob } from './schedule.ts';

/** What is looked at. */
export interface NoticeSources {
  jobs: Pick<Jobs, 'run'>;
  tls(): TlsStatus | undefined;
  /** How the last nightly backup went; undefined before it. */
  lastBackup(): JobTimes['last'];
}

/** Every ten minutes looks for what an administrator should know, where the settings say how to tell it. */
export function noticesJob({ notify }: Pick<Config, 'notify'>, sources: NoticeSources): ScheduledJob[] {
  const isWanted = notify.mail.length > 0 || notify.ntfy !== null || notify.webhook !== null;
  if (!isWanted) return [];
  const run = () => sources.jobs.run('notices', { input: supervisorFacts(sources) });
  return [{ name: 'notices', at: '*/10 * * * *', run }];
}

function supervisorFacts({ tls, lastBackup }: NoticeSources): SupervisorFacts {
  const status = tls();
  const backup = lastBackup();
  return {
    backupError: backup?.state === 'failed' ? { english: backup.error ?? '', saying: backup.saying } : undefined,
    certificate: status && { notAfter: status.certificate?.notAfter, problem: status.problem },
  };
}
