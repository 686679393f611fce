import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether a file is there and newer than what it was made of.
 *
 * @param {string} file
 * @param {string[]} sources - Files and folders with all that is in them.
 */
export const isNewer = (file, sources) =>
  existsSync(file) && sources.every((path) => newest(path) <= statSync(file).mtimeMs);

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
