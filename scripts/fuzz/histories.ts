import { check } from '../../testing/history/check.ts';
import { play } from '../../testing/history/play.ts';
import { programs } from '../../testing/history/program.ts';
import type { WorkerProcesses } from '../../testing/worker-processes.ts';

const usersAtOnce = 6;
const clients = 5;
const steps = 100;

/**
 * Lets clients of ever more users work on the same storage through several workers, until about `count` requests have been
 * answered.
 *
 * @returns How many answers were looked at, and those that no order of the requests explains.
 */
export async function histories(
  workers: WorkerProcesses,
  { count, seed, onProgress }: { count: number; seed: number; onProgress: (done: number) => void },
): Promise<{ requests: number; findings: string[] }> {
  const findings: string[] = [];
  let requests = 0;
  for (let uid = 1; requests < count; uid += usersAtOnce) {
    const users = Array.from({ length: usersAtOnce }, (_, i) => uid + i);
    const all = await Promise.all(users.map((user) => play(workers, user, programs(seed + user, { clients, steps }))));
    for (const history of all) {
      requests += history.writes.length + history.looks.length;
      findings.push(...check(history));
    }
    onProgress(requests);
  }
  const errors = workers.logs.filter(({ stream }) => stream === 'main');
  findings.push(...errors.map(({ message }) => `A worker said: ${message}`));
  return { requests, findings };
}
