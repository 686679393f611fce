import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const cache = new URL('../../../.cache/firefox', import.meta.url).pathname;

/** A Firefox that tests can start. */
export interface Edition {
  name: 'installed' | 'esr140' | 'newest' | 'esr115';
  /** Such as `140.12.0`. */
  version: string;
  executable: string;
  /** Folder whose /usr it needs in place of this machine's, as its own release of Debian has it; absent: none. */
  root?: string;
}

/** Names of the editions that this run is about, the most usual first; see scripts/test.mjs. */
export const editionNames: Edition['name'][] = [
  'installed',
  'esr140',
  'newest',
  ...(process.env.EVERY_FIREFOX ? (['esr115'] as const) : []),
];

/** Whether an edition signs in by fetching the keys itself, which takes a password; 140 is the first that doesn't. */
export const takesKeys = ({ version }: Edition): boolean => Number.parseInt(version, 10) < 140;

/** Whether an edition makes grants for a page that runs the pairing by itself (version 2). */
export const pairsByPage = ({ version }: Edition): boolean => Number.parseInt(version, 10) >= 159;

/** Finds a Firefox; undefined when this machine has none of that age (`npm test` brings them). */
export function findEdition(name: Edition['name']): Edition | undefined {
  if (name === 'installed') {
    const executable = '/usr/bin/firefox-esr';
    if (!existsSync(executable)) return undefined;
    const [version] = /[\d.]+/.exec(execFileSync(executable, ['--version']).toString()) ?? ['unknown'];
    return { name, version, executable };
  }
  const mark = join(cache, name, 'version');
  if (!existsSync(mark)) return undefined;
  const root = join(cache, name, 'root');
  const executable = ['/usr/lib/firefox-esr/firefox-esr', '/usr/lib/firefox/firefox'].find((path) =>
    existsSync(root + path),
  );
  return executable ? { name, version: readFileSync(mark, 'utf8').trim(), executable, root } : undefined;
}

/**
 * What to start for an edition. Another release's programs and libraries are laid over this machine's, in a mount namespace
 * that only this Firefox sees and that ends with it.
 */
export function commandOf({ executable, root }: Edition): [program: string, ...args: string[]] {
  if (!root) return [executable];
  const script = `mount --bind /usr/share/fonts "$0/usr/share/fonts"; mount --rbind "$0/usr" /usr && exec "$@"`;
  return ['/usr/bin/unshare', '--mount', '/bin/sh', '-c', script, root, executable];
}
