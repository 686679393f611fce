import { z } from 'zod';
import { backUp } from '../backup/back-up.ts';
import { openPassphrase } from '../backup/passphrase.ts';
import { follow, verifyArchive } from '../backup/read-archive.ts';
import type { ControlRoutes } from '../control/control-server.ts';
import { logLevels } from '../log/logger.ts';
import type { TellProgress } from '../log/progress.ts';
import { auditTail } from './audit-tail.ts';
import type { ControlTargets } from './control-routes.ts';
import type { PersonRestored, PersonToRestore } from './restore-person.ts';
import { pathOfBackup, storedBackups } from './stored-backups.ts';

const named = z.object({ name: z.string(), passphrase: z.string().optional() });
const personNamed = named.extend({ user: z.string(), collection: z.string().optional() });
const tailBody = z.object({ after: z.number(), level: z.enum(logLevels) });

/**
 * What the pages of the administration ask beyond the command. Long work is begun and looked at later: the worker that asks must
 * not wait, since it may be replaced or paused by that very work.
 */
export function dashboardRoutes(
  targets: ControlTargets,
  restores: {
    everything(what: { file: string; passphrase?: string }, tell: TellProgress): Promise<unknown>;
    person(what: PersonToRestore, tell: TellProgress): Promise<PersonRestored>;
  },
): ControlRoutes {
  const { config, pool, tasks, logTail, schedule, renewCertificate } = targets;
  const passphraseOf = (given: string | undefined) => given ?? openPassphrase(config).passphrase;
  return {
    'GET /tasks': () => ({ tasks: tasks.list() }),
    'GET /jobs': () => ({ jobs: schedule()?.list() ?? [] }),
    'POST /jobs/run': async (body) => (await schedule()?.run(named.parse(body).name)) ?? {},
    'GET /backups': async () => ({ dir: config.backup.dir, backups: await storedBackups(config) }),
    'POST /backups': () => tasks.begin('backup', (onProgress) => backUp(config, 'manual', { onProgress })),
    'POST /backups/verify': async (body) => {
      const { name, passphrase } = named.parse(body);
      const file = await pathOfBackup(config, name);
      return tasks.begin(
        'verify',
        async (tell) => verifyArchive(file, passphraseOf(passphrase), follow(tell, 'checking the backup')),
        name,
      );
    },
    'POST /backups/restore': async (body) => {
      const { name, passphrase } = named.parse(body);
      const file = await pathOfBackup(config, name);
      return tasks.begin('restore', (tell) => restores.everything({ file, passphrase }, tell), name);
    },
    'POST /backups/restore-person': async (body) => {
      const { name, ...what } = personNamed.parse(body);
      const file = await pathOfBackup(config, name);
      return tasks.begin('restore person', (tell) => restores.person({ file, ...what }, tell), name);
    },
    'POST /restart/later': () => tasks.begin('restart', () => pool.rollingRestart()),
    'POST /certificate/later': () => tasks.begin('certificate', async () => renewCertificate()),
    'POST /log-tail': (body) => {
      const { after, level } = tailBody.parse(body);
      return logTail.read(after, level);
    },
    'GET /audit-tail': () => auditTail(config),
  };
}
