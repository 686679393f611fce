import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './command.ts';
import { debianMirror } from './debian-mirror.ts';
import { NoEngine } from './no-engine.ts';

const cache = new URL('../../.cache/containers', import.meta.url).pathname;
const certificates = '/usr/local/share/ca-certificates';

/** Authorities of this machine's own, which what is made here has to trust: behind an inspecting proxy they change. */
const ownAuthorities = () =>
  existsSync(certificates)
    ? readdirSync(certificates, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.crt'))
        .sort()
    : [];

/** Names what was made with these authorities: others make it anew. */
export function authoritiesKey(): string {
  const hash = createHash('sha256');
  for (const name of ownAuthorities()) hash.update(name).update(readFileSync(join(certificates, name)));
  return hash.digest('hex').slice(0, 12);
}

/**
 * Makes the root file system of a plain Debian 13, once for the authorities that this machine has; the next time it is there.
 *
 * @returns Path of its tar archive.
 * @throws {NoEngine} When it can't be made on this machine.
 */
export async function debianRoot(): Promise<string> {
  const name = `debian-trixie-${authoritiesKey()}.tar`;
  const archive = join(cache, name);
  if (existsSync(archive)) return archive;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/mmdebstrap')) {
    throw new NoEngine('needs root and mmdebstrap, to make a plain Debian');
  }
  mkdirSync(cache, { recursive: true });
  const trust =
    ownAuthorities().length > 0
      ? [
          `--customize-hook=copy-in ${certificates} /usr/local/share`,
          '--customize-hook=chroot "$1" update-ca-certificates',
        ]
      : [];
  const options = ['--variant=minbase', '--include=ca-certificates', ...trust];
  const unfinished = join(cache, `${process.pid}.tar`);
  await command('mmdebstrap', [...options, 'trixie', unfinished, await debianMirror()]);
  renameSync(unfinished, archive);
  for (const old of readdirSync(cache)) {
    if (/^debian-trixie.*\.tar$/.test(old) && old !== name) rmSync(join(cache, old), { force: true });
  }
  return archive;
}
