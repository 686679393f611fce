import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { randomHex } from '../crypto/random.ts';

/**
 * Names this process as the holder of a lease: its machine and number for people, and for {@link isDeadHolder} what tells it
 * from every other process: where its number counts, and when it began.
 */
export const newHolder = (): string =>
  [
    hostname()
      .replace(/[^\w.-]/g, '')
      .slice(0, 20),
    process.pid,
    place(),
    startOf(process.pid) ?? 0,
    randomHex(3),
  ].join(':');

/** True when a holder ran where this process could see it, and is gone; false also when nobody can know. */
export function isDeadHolder(holder: string): boolean {
  const [, pid, where, start] = holder.split(':');
  return start !== undefined && start !== '0' && where === place() && startOf(Number(pid)) !== start;
}

/** The process and the machine of a holder. */
export function holderFacts(holder: string): { pid: string; host: string } {
  const [host = '', pid = ''] = holder.split(':');
  return { pid, host };
}

/** A holder in words. */
export function holderInWords(holder: string): string {
  const { pid, host } = holderFacts(holder);
  return `process ${pid} on ${host}`;
}

// Numbers of processes mean nothing in another container or after a reboot.
function place(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
    return createHash('sha256')
      .update(boot + readlinkSync('/proc/self/ns/pid'))
      .digest('hex')
      .slice(0, 10);
  } catch {
    return '';
  }
}

/** When a process began, in the system's own counting (proc(5), field 22 of `stat`); undefined when there is none. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, which may hold anything, ends with the last parenthesis; then comes field 3. A zombie is gone too.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
