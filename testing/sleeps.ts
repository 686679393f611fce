import { readdirSync, readFileSync } from 'node:fs';

/** How often the threads of a process have gone to sleep so far, and so been woken up (Linux). */
export function sleepsOf(pid: number): number {
  let sum = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const status = readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8');
    sum += Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)![1]);
  }
  return sum;
}
