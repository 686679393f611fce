import { join, relative } from 'node:path';
import type { Config } from '../config/config.ts';

/** Longest path that a unix socket can have on Linux, in bytes (unix(7)). */
const longest = 107;

/**
 * Where the supervisor's control socket is, in the shorter of its two spellings.
 *
 * @returns The path, or undefined when it is too long for a socket.
 */
export function controlPath({ dataDir }: Pick<Config, 'dataDir'>): string | undefined {
  const path = join(dataDir, 'control.sock');
  return [path, relative(process.cwd(), path)].find((each) => Buffer.byteLength(each) <= longest);
}
