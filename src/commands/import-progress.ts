import { askSupervisor, NotRunningError } from '../control/control-client.ts';
import type { ImportProgress } from '../import/import-server.ts';
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

/** Shows how far an import is, on a terminal. */
export function progressBar(output: NodeJS.WriteStream): (progress: ImportProgress) => void {
  if (!output.isTTY) return () => {};
  return ({ users, totalUsers, records }) => {
    const filled = Math.round((users / totalUsers) * 30);
    output.write(`\r[${'#'.repeat(filled).padEnd(30)}] ${users} of ${totalUsers} users, ${records} records`);
    if (users === totalUsers) output.write('\n');
  };
}
