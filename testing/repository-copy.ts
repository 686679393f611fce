import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of this repository, with a slash at its end. */
export const repository = fileURLToPath(new URL('../', import.meta.url));

/**
 * Copies what a clone of this repository would have, as it is now, with packages of its own that cost no time to install.
 *
 * @returns Path of a temporary folder, which the caller removes.
 */
export function copyRepository(): string {
  const folder = mkdtempSync(join(tmpdir(), 'foxden-clone-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
    encoding: 'utf8',
  });
  for (const file of listed.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(repository + file, join(folder, file));
  }
  // Links to the same files, where both folders lie on one disk.
  const packages = join(folder, 'node_modules');
  mkdirSync(packages);
  // What tools keep there for the next time comes and goes while other tests run.
  const names = readdirSync(`${repository}node_modules`).filter((name) => !/^\.(cache|vite)/.test(name));
  const from = names.map((name) => `${repository}node_modules/${name}`);
  if (spawnSync('cp', ['-al', ...from, packages]).status !== 0) {
    rmSync(packages, { recursive: true });
    mkdirSync(packages);
    execFileSync('cp', ['-a', ...from, packages]);
  }
  return folder;
}
