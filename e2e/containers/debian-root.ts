import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './command.ts';
import { debianMirror } from './debian-mirror.ts';
import { NoEngine } from './no-engine.ts';

const cache = new URL('../../.cache/containers', import.meta.url).pathname;
const certificates = '/usr/local/share/ca-certificates';

/**
 * Makes the root file system of a plain Debian 13, once; the next time it is there.
 *
 * @returns Path of its tar archive.
 * @throws {NoEngine} When it can't be made on this machine.
 */
export async function debianRoot(): Promise<string> {
  const archive = join(cache, 'debian-trixie.tar');
  if (existsSync(archive)) return archive;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/mmdebstrap')) {
    throw new NoEngine('needs root and mmdebstrap, to make a plain Debian');
  }
  mkdirSync(cache, { recursive: true });
  // A machine behind an inspecting proxy has an authority of its own, which the images then trust as well.
  const trust = existsSync(certificates)
    ? [
        `--customize-hook=copy-in ${certificates} /usr/local/share`,
        '--customize-hook=chroot "$1" update-ca-certificates',
      ]
    : [];
  const options = ['--variant=minbase', '--include=ca-certificates', ...trust];
  const unfinished = join(cache, `${process.pid}.tar`);
  await command('mmdebstrap', [...options, 'trixie', unfinished, await debianMirror()]);
  renameSync(unfinished, archive);
  return archive;
}
