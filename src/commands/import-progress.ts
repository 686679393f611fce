import { askSupervisor, NotRunningError } from '../control/control-client.ts';
import type { ImportProgress } from '../import/import-server.ts';
import { withProgress } from '../log/with-progress.ts';
import { CommandError } from './command.ts';

/**
 * @param why - What a running server would do to an import, for people.
 * @throws {CommandError} When Foxden runs.
 */
export async function refuseWhileRunning(config: { dataDir: string }, why: string): Promise<void> {
  try {
    await askSupervisor(config, 'GET /status');
  } catch (error) {
    if (error instanceof NotRunningError) return;
    throw error;
  }
  throw new CommandError(`Foxden is running. Stop it first: ${why}.`);
}

/** Does an import and shows how far it is. */
export function importWithProgress<Report>(
  work: (onProgress: (progress: ImportProgress) => void) => Promise<Report>,
): Promise<Report> {
  return withProgress((tell) =>
    work(({ users, totalUsers, records }) =>
      tell({
        step: 'taking over',
        done: users,
        total: totalUsers,
        detail: `${users} of ${totalUsers} users, ${records} records`,
      }),
    ),
  );
}
