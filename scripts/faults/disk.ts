import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A small disk of its own, in memory, which can be filled to the last byte. */
export interface SmallDisk {
  folder: string;
  /** Leaves no room on it. */
  fill(): void;
  /** Makes room again. */
  clear(): void;
  remove(): void;
}

/**
 * Makes a disk.
 *
 * @param size - MiB.
 * @returns undefined where this user may not mount anything.
 */
export function smallDisk(size: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'foxden-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill() {
      try {
        execFileSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=256k'], { stdio: 'ignore' });
      } catch {
        // It ends when the disk is full.
      }
    },
    clear: () => rmSync(filler, { force: true }),
    remove() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
