import { existsSync } from 'node:fs';
import { isShortOfMemory } from '../crypto/memory.ts';

/**
 * Flags of Node for a process that answers no requests of browsers: its space for young objects would grow to 48 MiB and stay.
 * Not for workers, whose whole reads would cost a third more CPU.
 */
const semiSpace = isShortOfMemory ? 1 : 4;
export const leanFlags = [`--max-semi-space-size=${semiSpace}`, '--expose-gc'];

/** Flags for a worker: it collects its garbage when it has nothing to do, which makes that space small again. */
export const workerFlags = isShortOfMemory ? leanFlags : ['--max-semi-space-size=16', '--expose-gc'];

/** Environment for every process: few pools of memory for the threads, and what is free at the end is given back. */
const leanEnvironment = { MALLOC_ARENA_MAX: isShortOfMemory ? '1' : '2', MALLOC_TRIM_THRESHOLD_: '131072' };

/**
 * Starts this program once more in place of itself, with {@link leanFlags} and with the compile cache on from the first file:
 * otherwise the code that strips types would be loaded, which alone takes 12 MiB for as long as Foxden runs. Process id, terminal
 * and files stay. Does nothing where that was done already, where somebody listens on a channel, and on Windows.
 */
export function becomeLean(): void {
  const missing = leanFlags.filter((flag) => !process.execArgv.includes(flag));
  if (missing.length === 0 || process.connected || !process.execve || !existsSync(process.execPath)) return;
  const args = [process.execPath, ...process.execArgv, ...missing, ...process.argv.slice(1)];
  process.execve(process.execPath, args, { ...leanEnvironment, ...process.env });
}
