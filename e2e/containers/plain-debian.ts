import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './command.ts';
import { debianRoot } from './debian-root.ts';

/** A Debian 13 in a folder, with nothing but its base packages. */
export interface PlainDebian {
  /** Its root folder. */
  root: string;
  /** Runs a shell script in it as root and returns what it printed. */
  run(script: string): Promise<string>;
  /** Starts a shell script in it, in process and mount namespaces of its own, which end with the script. */
  start(script: string): ChildProcess;
  destroy(): Promise<void>;
}

/**
 * Unpacks a plain Debian.
 *
 * @throws {NoEngine} When this machine can't make one.
 */
export async function plainDebian(): Promise<PlainDebian> {
  const archive = await debianRoot();
  const root = mkdtempSync(join(tmpdir(), 'foxden-debian-'));
  await command('tar', ['-xf', archive, '-C', root, '--exclude=./dev/*']);
  const inside = (script: string) => [
    ...['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c'],
    'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -c "$1"',
    root,
    script,
  ];
  const running = new Set<ChildProcess>();
  return {
    root,
    run: (script) => command('unshare', inside(script)),
    start(script) {
      const child = spawn('unshare', inside(script), { stdio: 'ignore' });
      running.add(child);
      child.once('exit', () => running.delete(child));
      return child;
    },
    async destroy() {
      for (const child of running) {
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      }
      rmSync(root, { recursive: true, force: true });
    },
  };
}
