import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A control group whose processes may not take more memory than so much: what systemd's MemoryMax and Docker's mem_limit use. */
export interface MemoryLimit {
  /** What starts a program in it: put before its command line. */
  launcher: string[];
  /** How many of its processes the system has ended because there was no memory left. */
  killed(): number;
  /** Takes it away, when its processes are gone. */
  remove(): void;
}

const folders = { v1: '/sys/fs/cgroup/memory', v2: '/sys/fs/cgroup' };

/**
 * Makes one, below this process's own.
 *
 * @param name - Of its folder.
 * @param bytes - The limit.
 * @returns Undefined where control groups can't be made: not Linux, not root, or the system keeps them for itself.
 */
export function limitMemory(name: string, bytes: number): MemoryLimit | undefined {
  const own = ownGroup();
  if (own === undefined) return undefined;
  const folder = join(own.folder, name);
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  try {
    mkdirSync(folder);
    if (own.version === 'v1') write('memory.limit_in_bytes', String(bytes));
    else {
      write('memory.max', String(bytes));
      write('memory.swap.max', '0');
    }
  } catch {
    if (existsSync(folder)) rmdirSync(folder);
    return undefined;
  }
  const events = join(folder, own.version === 'v1' ? 'memory.oom_control' : 'memory.events');
  return {
    launcher: ['/bin/sh', '-c', 'echo $$ > "$0/cgroup.procs" && exec "$@"', folder],
    killed: () => Number(/^oom_kill (\d+)/m.exec(readFileSync(events, 'utf8'))![1]),
    remove: () => rmdirSync(folder),
  };
}

function ownGroup(): { version: 'v1' | 'v2'; folder: string } | undefined {
  if (!existsSync('/proc/self/cgroup')) return undefined;
  const text = readFileSync('/proc/self/cgroup', 'utf8');
  const v1 = /^\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(.*)$/m.exec(text)?.[1];
  if (v1 !== undefined) return { version: 'v1', folder: join(folders.v1, v1) };
  const v2 = /^0::(.*)$/m.exec(text)?.[1];
  return v2 === undefined ? undefined : { version: 'v2', folder: join(folders.v2, v2) };
}
